"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";
import { useReleaseRefusal } from "./release-refusal";

/** Shows a draft to everybody as it is, and makes its tag. */
export function PublishDraft({ repo, tag }: { repo: NamedRepo; tag: string }) {
  const t = useTranslations("releases");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const refusalOf = useReleaseRefusal();
  const publish = useMutation(
    trpc.hub.updateRelease.mutationOptions({
      onSuccess: () => changed(t("published", { tag })),
      onError: (error) => toast.error(refusalOf(error)),
    }),
  );
  return (
    <Button
      size="sm"
      variant="primary"
      busy={publish.isPending}
      onClick={() => publish.mutate({ ...addressOf(repo), tag, isDraft: false })}
    >
      {t("publish")}
    </Button>
  );
}
