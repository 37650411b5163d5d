"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import type { LockReason } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";

interface Props {
  at: RepoAddress;
  number: number;
  onClose: () => void;
}

const REASONS = ["off_topic", "too_heated", "resolved", "spam"] as const satisfies readonly LockReason[];

/** Why only writers are to speak from now on. */
export function LockDialog({ at, number, onClose }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [chosen, setChosen] = useState("none");
  const onSuccess = () => {
    onClose();
    router.refresh();
  };
  const lock = useMutation(trpc.discussions.lockDiscussion.mutationOptions({ onSuccess }));
  const reason = REASONS.find((one) => one === chosen);
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t("lock")}
      description={t("lockText")}
      labels={{ cancel: t("cancel"), confirm: t("lock") }}
      isBusy={lock.isPending}
      error={lock.error?.message}
      onConfirm={() => lock.mutate({ ...at, number, on: true, ...(reason && { reason }) })}
    >
      <RadioGroup
        label={t("reason")}
        value={chosen}
        onValueChange={setChosen}
        options={[
          { value: "none", label: t("noReason") },
          ...REASONS.map((value) => ({ value, label: t(`lockReason.${value}`) })),
        ]}
      />
    </ConfirmDialog>
  );
}
