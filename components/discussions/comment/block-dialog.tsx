"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { toast } from "@/components/ui/toast";

interface Props {
  /** The account whose repositories it is about. */
  owner: string;
  username: string;
  onClose: () => void;
}

/** Keeps somebody out; says of what, and where that ends. */
export function BlockDialog({ owner, username, onClose }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const block = useMutation(
    trpc.discussions.blockUser.mutationOptions({
      onSuccess: () => {
        onClose();
        toast.success(t("blocked", { name: username }));
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t("blockTitle", { name: username })}
      description={t("blockText", { name: username, owner })}
      labels={{ cancel: t("cancel"), confirm: t("acts.block") }}
      isDestructive
      isBusy={block.isPending}
      error={block.error?.message}
      onConfirm={() => block.mutate({ owner, username })}
    />
  );
}
