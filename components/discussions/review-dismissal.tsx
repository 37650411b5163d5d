"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { RepoAddress } from "@/server/hub/contract/repo";

interface Props {
  at: RepoAddress;
  number: number;
  eventId: string;
  /** Whose review it is. */
  name: string;
  onClose: () => void;
}

/** Why a review counts no longer: everybody reads it in the timeline. */
export function ReviewDismissal({ at, number, eventId, name, onClose }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [reason, setReason] = useState("");
  const dismiss = useMutation(
    trpc.discussions.dismissReview.mutationOptions({
      onSuccess: () => {
        onClose();
        router.refresh();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t("dismissOf", { name })}
      description={t("dismissText")}
      labels={{ cancel: t("cancel"), confirm: t("dismiss") }}
      isDestructive
      isBusy={dismiss.isPending}
      isReady={reason.trim() !== ""}
      error={dismiss.error?.message}
      onConfirm={() => dismiss.mutate({ ...at, number, eventId, reason })}
    >
      <Field id="dismissal" label={t("reason")}>
        <Textarea
          id="dismissal"
          maxLength={1_000}
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}
