"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { BalanceChange } from "@/server/billing/contract/funds";
import { ChangeFields, type ChangeText, EMPTY_CHANGE } from "./change-fields";

interface Props {
  kind: "top_up" | "bonus" | "adjustment";
  currency: string;
}

/** Puts money into somebody's wallet, or sets it right. What was sent once is not sent again by a second click. */
export function ChangeWallet({ kind, currency }: Props) {
  const t = useTranslations("adminFinanceForms");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState(EMPTY_CHANGE);
  const [id, setId] = useState("");
  const done = {
    onSuccess: ({ state }: BalanceChange) => {
      setIsOpen(false);
      toast.success(t(state === "waiting" ? "waits" : "booked", { owner: text.owner }));
      router.refresh();
    },
  };
  const topUp = useMutation(trpc.billing.topUpWallet.mutationOptions(done));
  const adjust = useMutation(trpc.billing.adjustWallet.mutationOptions(done));
  const open = () => {
    setText(EMPTY_CHANGE);
    setId(crypto.randomUUID());
    topUp.reset();
    adjust.reset();
    setIsOpen(true);
  };
  const submit = () => {
    if (kind === "adjustment") adjust.mutate({ id, ...text });
    else topUp.mutate({ id, kind, ...text });
  };
  const isFilled = (Object.keys(EMPTY_CHANGE) as (keyof ChangeText)[]).every((name) => text[name].trim() !== "");
  return (
    <>
      <Button size="sm" onClick={open}>
        {t(`${kind}.open`)}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={t(`${kind}.title`)}
        description={t(`${kind}.text`)}
        labels={{ cancel: t("cancel"), confirm: t(`${kind}.submit`) }}
        isBusy={topUp.isPending || adjust.isPending}
        isReady={isFilled}
        error={(topUp.error ?? adjust.error)?.message}
        onConfirm={submit}
      >
        <ChangeFields text={text} onChange={setText} currency={currency} isSigned={kind === "adjustment"} />
      </ConfirmDialog>
    </>
  );
}
