"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "./use-repo-change";

export function DeleteRepo({ repo }: { repo: NamedRepo }) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const fullName = `${repo.namespace}/${repo.name}`;
  const remove = useMutation(
    trpc.hub.deleteRepo.mutationOptions({
      onSuccess: () => changed(t("deleted", { name: fullName }), "/settings/deleted-repositories"),
    }),
  );
  return (
    <div className="grid gap-3">
      <p className="text-small text-text-muted">{t("deleteText")}</p>
      <AskFirst
        button={(ask) => (
          <Button variant="danger" className="justify-self-start" onClick={ask}>
            {t("deleteRepo")}
          </Button>
        )}
        title={t("deleteTitle", { name: fullName })}
        description={t("deleteText")}
        labels={{ cancel: t("cancel"), confirm: t("deleteRepo") }}
        typed={{ name: fullName, label: t("typeName", { name: fullName }) }}
        work={{ isPending: remove.isPending || remove.isSuccess, error: remove.error }}
        onConfirm={() => remove.mutate(addressOf(repo))}
      />
    </div>
  );
}
