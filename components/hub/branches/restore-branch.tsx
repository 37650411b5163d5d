"use client";

import { useMutation } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  repo: NamedRepo;
  branch: string;
}

export function RestoreBranch({ repo, branch }: Props) {
  const t = useTranslations("branches");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const restore = useMutation(
    trpc.hub.restoreBranch.mutationOptions({
      onSuccess: ({ name }) => changed(t("restored", { name })),
      onError: (error) => toast.error(error.message),
    }),
  );
  return (
    <Button
      size="sm"
      busy={restore.isPending}
      aria-label={t("restore", { name: branch })}
      onClick={() => restore.mutate({ ...addressOf(repo), branch })}
    >
      <Undo2 aria-hidden />
      {t("restoreDo")}
    </Button>
  );
}
