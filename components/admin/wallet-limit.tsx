"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { Amount } from "@/server/billing/contract";

interface Props {
  /** Without it, the name is typed. */
  owner?: string;
  limit: string | null;
  currency: string;
}

/** What an owner may owe at most; empty lifts the limit. */
export function WalletLimit({ owner, limit, currency }: Props) {
  const t = useTranslations("adminWalletLimit");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState(owner ?? "");
  const [amount, setAmount] = useState(limit ?? "");
  const [isWrong, setIsWrong] = useState(false);
  const id = `limit-${owner ?? "new"}`;
  const save = useMutation(
    trpc.billing.setWalletLimit.mutationOptions({
      onSuccess: () => {
        setIsOpen(false);
        toast.success(t("done", { owner: name }));
        router.refresh();
      },
    }),
  );
  const submit = () => {
    const isRight = amount === "" || Amount.safeParse(amount).success;
    setIsWrong(!isRight);
    if (isRight) save.mutate({ owner: name, limit: amount === "" ? null : amount });
  };
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        {owner ? t("change") : t("add")}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={owner ? t("title", { owner }) : t("newTitle")}
        description={t("text")}
        labels={{ cancel: t("cancel"), confirm: t("submit") }}
        isBusy={save.isPending}
        error={save.error?.message}
        onConfirm={submit}
      >
        {owner ? null : (
          <Field id={`${id}-owner`} label={t("owner")} help={t("ownerHelp")}>
            <Input id={`${id}-owner`} value={name} onChange={({ target }) => setName(target.value.trim())} />
          </Field>
        )}
        <Field id={id} label={t("limit")} help={t("limitHelp")} error={isWrong ? t("wrongAmount") : undefined}>
          <Input
            id={id}
            inputMode="decimal"
            suffix={currency}
            value={amount}
            aria-describedby={`${id}-help`}
            onChange={({ target }) => setAmount(target.value.trim())}
          />
        </Field>
      </ConfirmDialog>
    </>
  );
}
