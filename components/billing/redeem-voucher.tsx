"use client";

import { useMutation } from "@tanstack/react-query";
import { Ticket } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { FormDialog } from "@/components/patterns/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { RedeemVoucherInput } from "@/server/billing/contract/funds";

/** Turns a code into money that the account can spend. */
export function RedeemVoucher({ owner }: { owner: string }) {
  const t = useTranslations("redeemVoucher");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [isTried, setIsTried] = useState(false);
  const [code, setCode] = useState("");
  const redeem = useMutation(
    trpc.billing.redeemVoucher.mutationOptions({
      onSuccess: ({ amount, currency }) => {
        setIsOpen(false);
        setCode("");
        toast.success(t("done", { amount, currency }));
        router.refresh();
      },
    }),
  );
  const asked = RedeemVoucherInput.safeParse({ owner, code });
  const isWrong = isTried && !asked.success;
  const submit = () => {
    setIsTried(true);
    if (asked.success) redeem.mutate(asked.data);
  };
  const open = () => {
    redeem.reset();
    setIsTried(false);
    setIsOpen(true);
  };
  return (
    <>
      <Button onClick={open}>
        <Ticket aria-hidden />
        {t("open")}
      </Button>
      <FormDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={t("title")}
        description={t("text", { owner })}
        labels={{ cancel: t("cancel"), confirm: t("submit") }}
        isBusy={redeem.isPending}
        error={redeem.error?.message}
        onSubmit={submit}
      >
        <Field id="voucher-code" label={t("code")} error={isWrong ? t("wrong") : undefined}>
          <Input
            id="voucher-code"
            autoComplete="off"
            {...(isWrong && { "aria-describedby": "voucher-code-help" })}
            value={code}
            className="font-mono"
            onChange={({ target }) => setCode(target.value.trim())}
          />
        </Field>
      </FormDialog>
    </>
  );
}
