"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "./use-repo-change";

/** Has the files looked at again, also those whose content is known. */
export function RescanRepo({ repo }: { repo: NamedRepo }) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const rescan = useMutation(trpc.hub.rescanRepo.mutationOptions({ onSuccess: () => changed(t("rescanned")) }));
  return (
    <div className="grid justify-items-start gap-3">
      {rescan.error ? <Callout tone="danger" title={rescan.error.message} /> : null}
      <Button busy={rescan.isPending} onClick={() => rescan.mutate(addressOf(repo))}>
        {t("rescan")}
      </Button>
    </div>
  );
}
