"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { problemOf, useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { BalanceChange } from "@/server/billing/contract/funds";

interface Props {
  change: Pick<BalanceChange, "id" | "amount" | "currency" | "reason">;
  owner: string;
  isOwn: boolean;
}

/** Confirms or refuses a change that waits; who asked for it can only withdraw it. */
export function DecideChange({ change: { id, amount, currency, reason }, owner, isOwn }: Props) {
  const t = useTranslations("adminFinanceForms");
  const trpc = useTRPC();
  const router = useRouter();
  const stepUp = useStepUp();
  const [isAsking, setIsAsking] = useState(false);
  const subject = { owner, amount, currency };
  const confirm = useMutation(
    trpc.billing.confirmBalanceChange.mutationOptions({
      onSuccess: () => {
        setIsAsking(false);
        router.refresh();
      },
      onError: (refusal, asked) => void stepUp.asks(refusal, () => confirm.mutate(asked)),
    }),
  );
  const refuse = useMutation(
    trpc.billing.refuseBalanceChange.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: ({ message }) => toast.error(message),
    }),
  );
  return (
    <span className="flex justify-end gap-2">
      {isOwn ? null : (
        <Button size="sm" aria-label={t("confirmOf", subject)} onClick={() => setIsAsking(true)}>
          {t("confirm")}
        </Button>
      )}
      <Button
        size="sm"
        busy={refuse.isPending}
        aria-label={t(isOwn ? "withdrawOf" : "refuseOf", subject)}
        onClick={() => refuse.mutate({ id })}
      >
        {t(isOwn ? "withdraw" : "refuse")}
      </Button>
      {isOwn ? null : (
        <ConfirmDialog
          open={isAsking && stepUp.dialog === null}
          onOpenChange={setIsAsking}
          title={t("confirmTitle", subject)}
          description={t("confirmText", { reason })}
          labels={{ cancel: t("cancel"), confirm: t("confirmSubmit") }}
          isBusy={confirm.isPending}
          error={problemOf(confirm.error)}
          onConfirm={() => confirm.mutate({ id })}
        />
      )}
      {stepUp.dialog}
    </span>
  );
}
