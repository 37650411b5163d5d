"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "./use-repo-change";

/** Read-only and back; nothing is lost by either. */
export function ArchiveRepo({
  repo,
}: {
  repo: Pick<Repo, "kind" | "namespace" | "name" | "isArchived" | "isTemplate">;
}) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const { isArchived, isTemplate } = repo;
  const update = useMutation(
    trpc.hub.updateRepo.mutationOptions({ onSuccess: () => changed(t(isArchived ? "unarchived" : "archived")) }),
  );
  const template = useMutation(trpc.hub.updateRepo.mutationOptions({ onSuccess: () => changed(t("saved")) }));
  return (
    <div className="grid gap-3">
      <p className="text-small text-text-muted">{t("archiveText")}</p>
      {update.error ? <Callout tone="danger" title={update.error.message} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button busy={update.isPending} onClick={() => update.mutate({ ...addressOf(repo), isArchived: !isArchived })}>
          {t(isArchived ? "unarchive" : "archive")}
        </Button>
      </div>
      <p className="text-small text-text-muted">{t("templateText")}</p>
      {template.error ? <Callout tone="danger" title={template.error.message} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          busy={template.isPending}
          onClick={() => template.mutate({ ...addressOf(repo), isTemplate: !isTemplate })}
        >
          {t(isTemplate ? "untemplate" : "template")}
        </Button>
      </div>
    </div>
  );
}
