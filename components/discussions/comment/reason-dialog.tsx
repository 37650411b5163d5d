"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { RepoAddress } from "@/server/hub/contract/repo";

interface Props {
  at: RepoAddress;
  number: number;
  eventId: string;
  act: "hide" | "report";
  onClose: () => void;
}

/** Why a comment is hidden, or reported to the moderators. */
export function ReasonDialog({ at, number, eventId, act, onClose }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [reason, setReason] = useState("");
  const onSuccess = () => {
    onClose();
    if (act === "report") toast.success(t("reported"));
    router.refresh();
  };
  const hide = useMutation(trpc.discussions.hideComment.mutationOptions({ onSuccess }));
  const report = useMutation(trpc.discussions.reportComment.mutationOptions({ onSuccess }));
  const about = { ...at, number, eventId };
  const given = reason.trim() === "" ? {} : { reason: reason.trim() };
  const confirm = () =>
    act === "hide" ? hide.mutate({ ...about, hidden: true, ...given }) : report.mutate({ ...about, reason });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t(`acts.${act}`)}
      description={t(`${act}Text`)}
      labels={{ cancel: t("cancel"), confirm: t(`acts.${act}`) }}
      isDestructive={act === "hide"}
      isBusy={hide.isPending || report.isPending}
      isReady={act === "hide" || reason.trim() !== ""}
      error={(hide.error ?? report.error)?.message}
      onConfirm={confirm}
    >
      <Field id="reason" label={t("reason")}>
        <Textarea
          id="reason"
          maxLength={200}
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}
