"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { problemOf, useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { FormDialog } from "@/components/patterns/form-dialog";
import { problemsOf } from "@/components/patterns/problems-of";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { AdjustWalletInput, type BalanceChange, TopUpWalletInput } from "@/server/billing/contract/funds";
import { ChangeFields, EMPTY_CHANGE } from "./change-fields";

interface Props {
  kind: "top_up" | "bonus" | "adjustment";
  currency: string;
}

const NO_PROBLEMS = new Set<PropertyKey | undefined>();

/** Puts money into somebody's wallet, or sets it right. What was sent once is not sent again by a second click. */
export function ChangeWallet({ kind, currency }: Props) {
  const t = useTranslations("adminFinanceForms");
  const trpc = useTRPC();
  const router = useRouter();
  const stepUp = useStepUp();
  const [isOpen, setIsOpen] = useState(false);
  const [isTried, setIsTried] = useState(false);
  const [text, setText] = useState(EMPTY_CHANGE);
  const [id, setId] = useState("");
  const onSuccess = ({ state }: BalanceChange) => {
    setIsOpen(false);
    toast.success(t(state === "waiting" ? "waits" : "booked", { owner: text.owner }));
    router.refresh();
  };
  const topUp = useMutation(
    trpc.billing.topUpWallet.mutationOptions({
      onSuccess,
      onError: (refusal, asked) => void stepUp.asks(refusal, () => topUp.mutate(asked)),
    }),
  );
  const adjust = useMutation(
    trpc.billing.adjustWallet.mutationOptions({
      onSuccess,
      onError: (refusal, asked) => void stepUp.asks(refusal, () => adjust.mutate(asked)),
    }),
  );
  const open = () => {
    setText(EMPTY_CHANGE);
    setIsTried(false);
    setId(crypto.randomUUID());
    topUp.reset();
    adjust.reset();
    setIsOpen(true);
  };
  const isAdjustment = kind === "adjustment";
  const adjustment = AdjustWalletInput.safeParse({ id, ...text });
  const payment = TopUpWalletInput.safeParse({ id, kind, ...text });
  const submit = () => {
    setIsTried(true);
    if (isAdjustment && adjustment.success) adjust.mutate(adjustment.data);
    if (!isAdjustment && payment.success) topUp.mutate(payment.data);
  };
  return (
    <>
      <Button size="sm" onClick={open}>
        {t(`${kind}.open`)}
      </Button>
      <FormDialog
        open={isOpen && stepUp.dialog === null}
        onOpenChange={setIsOpen}
        title={t(`${kind}.title`)}
        description={t(`${kind}.text`)}
        labels={{ cancel: t("cancel"), confirm: t(`${kind}.submit`) }}
        isBusy={topUp.isPending || adjust.isPending}
        error={problemOf(topUp.error ?? adjust.error)}
        onSubmit={submit}
      >
        <ChangeFields
          text={text}
          onChange={setText}
          currency={currency}
          isSigned={isAdjustment}
          problems={isTried ? problemsOf(isAdjustment ? adjustment : payment) : NO_PROBLEMS}
        />
      </FormDialog>
      {stepUp.dialog}
    </>
  );
}
