"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { RepoAddress } from "@/server/hub/contract/repo";
import type { Mirror } from "@/server/mirror/contract";
import { RunActions } from "./run-actions";
import { RunProgress, RunState } from "./run-progress";
import { useMirror } from "./use-mirror";

interface Props {
  repo: RepoAddress;
  mirror: Mirror;
  /** ISO 8601: when the mirror was so. */
  now: string;
  /** Pages of the repository and of its mirrors. */
  href: string;
  settingsHref: string;
}

/** An import under way; it goes on when nobody looks. */
export function ImportProgress({ repo, mirror: initial, now, href, settingsHref }: Props) {
  const t = useTranslations("importRepo");
  const { mirror, seenAt } = useMirror(repo, { mirror: initial, now });
  const run = mirror.lastRun;
  const isDone = run?.status === "succeeded";
  return (
    <Card className="max-w-form">
      <CardHeader
        title={`${repo.namespace}/${repo.name}`}
        description={t("fromPlace", { place: mirror.place })}
        actions={run ? <RunState run={run} /> : null}
      />
      <CardBody className="grid grid-cols-1 gap-4">
        {run ? <RunProgress {...{ run, seenAt, mirror }} /> : null}
        {run ? <p className="text-small text-text-muted">{t(`outcome.${run.status}`)}</p> : null}
      </CardBody>
      <CardFooter className="flex-wrap">
        <Button size="sm" variant={isDone ? "primary" : "secondary"} asChild>
          <Link href={href}>{t("open")}</Link>
        </Button>
        {isDone ? null : <RunActions repo={repo} mirror={mirror} isMain />}
        <TextLink href={settingsHref} className="ml-auto">
          {t("settings")}
        </TextLink>
      </CardFooter>
    </Card>
  );
}
