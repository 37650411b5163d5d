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
  name: string;
}

export function DeleteAttachment({ repo, tag, name }: Props) {
  const t = useTranslations("releases");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const remove = useMutation(
    trpc.hub.deleteReleaseAttachment.mutationOptions({
      onSuccess: () => changed(t("attachmentDeleted", { name })),
    }),
  );
  return (
    <AskFirst
      button={(ask) => <IconButton icon={Trash2} size="sm" label={t("deleteAttachment", { name })} onClick={ask} />}
      title={t("deleteAttachment", { name })}
      description={t("deleteAttachmentText")}
      labels={{ cancel: t("cancel"), confirm: t("deleteDo") }}
      work={remove}
      onConfirm={(close) => remove.mutate({ ...addressOf(repo), tag, attachment: name }, { onSuccess: close })}
    />
  );
}
