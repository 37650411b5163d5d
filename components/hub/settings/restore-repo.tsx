"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { hrefOf } from "../href";
import { useRepoChange } from "./use-repo-change";

export function RestoreRepo({ id, name }: { id: string; name: string }) {
  const t = useTranslations("deletedRepos");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const restore = useMutation(
    trpc.hub.restoreRepo.mutationOptions({
      onSuccess: (repo) => changed(t("restored", { name }), hrefOf(repo)),
    }),
  );
  return (
    <div className="grid justify-items-end gap-1">
      <Button
        size="sm"
        busy={restore.isPending}
        aria-label={t("restoreOf", { name })}
        onClick={() => restore.mutate({ id })}
      >
        {t("restore")}
      </Button>
      {restore.error ? (
        <p role="alert" className="text-caption text-danger">
          {restore.error.message}
        </p>
      ) : null}
    </div>
  );
}
