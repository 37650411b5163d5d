"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  repo: NamedRepo;
  tag: string;
}

export function DeleteTag({ repo, tag }: Props) {
  const t = useTranslations("tags");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [isOpen, setIsOpen] = useState(false);
  const remove = useMutation(
    trpc.hub.deleteTag.mutationOptions({
      onSuccess: async () => {
        setIsOpen(false);
        await changed(t("deleted", { name: tag }));
      },
    }),
  );
  return (
    <>
      <IconButton icon={Trash2} label={t("delete", { name: tag })} onClick={() => setIsOpen(true)} />
      {isOpen ? (
        <ConfirmDialog
          open
          onOpenChange={setIsOpen}
          title={t("delete", { name: tag })}
          description={t("deleteText")}
          labels={{ cancel: t("cancel"), confirm: t("deleteDo") }}
          isDestructive
          isBusy={remove.isPending}
          error={remove.error?.message}
          onConfirm={() => remove.mutate({ ...addressOf(repo), tag })}
        />
      ) : null}
    </>
  );
}
