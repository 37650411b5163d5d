"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { IconButton } from "@/components/ui/icon-button";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  repo: NamedRepo;
  tag: string;
}

export function DeleteRelease({ repo, tag }: Props) {
  const t = useTranslations("releases");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const remove = useMutation(
    trpc.hub.deleteRelease.mutationOptions({
      onSuccess: () => changed(t("deleted", { tag })),
    }),
  );
  return (
    <AskFirst
      button={(ask) => <IconButton icon={Trash2} label={t("delete", { tag })} onClick={ask} />}
      title={t("delete", { tag })}
      description={t("deleteText")}
      labels={{ cancel: t("cancel"), confirm: t("deleteDo") }}
      work={remove}
      onConfirm={(close) => remove.mutate({ ...addressOf(repo), tag }, { onSuccess: close })}
    />
  );
}
