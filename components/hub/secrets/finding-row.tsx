"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { lazyFloat } from "@/components/ui/lazy-part";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { NamedRepo } from "@/server/hub/contract/repo";
import type { SecretFinding } from "@/server/hub/contract/secrets";
import { hrefOf } from "../href";
import { ReopenFinding } from "./reopen-finding";

const ResolveFinding = lazyFloat(() => import("./resolve-finding").then((module) => module.ResolveFinding));

interface Props {
  repo: NamedRepo;
  finding: SecretFinding;
  clock: { readonly now: string; readonly locale: string };
}

/** One secret: what it is, where it stands, and what became of it. */
export function FindingRow({ repo, finding, clock }: Props) {
  const t = useTranslations("repoSecurity");
  const kinds = useTranslations("secretKinds");
  const [isAsking, setAsking] = useState(false);
  const { path, line, kind, start, commit, isRefused, state, note, resolvedBy, resolvedAt, createdAt } = finding;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3 sm:flex-nowrap">
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="text-small flex flex-wrap items-center gap-2 font-medium">
          {kinds(kind)}
          <code className="text-text-muted font-mono font-normal">{start}…</code>
          <Badge tone={state === "open" ? "danger" : "neutral"}>{t(`states.${state}`)}</Badge>
          {isRefused ? <Badge>{t("keptOut")}</Badge> : null}
        </p>
        <p className="text-caption min-w-0 font-mono break-all">
          {commit === null || isRefused ? (
            `${path}:${line}`
          ) : (
            <TextLink href={`${hrefOf(repo, "blob", commit, path)}#L${line}`}>{`${path}:${line}`}</TextLink>
          )}
        </p>
        <p className="text-caption text-text-muted flex flex-wrap gap-x-3">
          <span>
            {t("found")} <RelativeTime at={createdAt.toISOString()} {...clock} />
            {commit === null ? null : ` · ${commit.slice(0, 10)}`}
          </span>
          {resolvedAt ? (
            <span>
              {resolvedBy === null ? t("settled") : t("settledBy", { name: resolvedBy })}{" "}
              <RelativeTime at={resolvedAt.toISOString()} {...clock} />
            </span>
          ) : null}
        </p>
        {note === "" ? null : <p className="text-caption text-pretty break-words">{note}</p>}
      </div>
      {state === "open" ? (
        <Button size="sm" onClick={() => setAsking(true)}>
          {t("settle")}
        </Button>
      ) : (
        <ReopenFinding repo={repo} findingId={finding.id} />
      )}
      {isAsking ? <ResolveFinding repo={repo} finding={finding} onOpenChange={setAsking} /> : null}
    </li>
  );
}
