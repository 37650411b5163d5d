"use client";

import { useMutation } from "@tanstack/react-query";
import { Ticket } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";

const SHORTEST = 8;

/** Turns a code into money that the account can spend. */
export function RedeemVoucher({ owner }: { owner: string }) {
  const t = useTranslations("redeemVoucher");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
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
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Ticket aria-hidden />
        {t("open")}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={t("title")}
        description={t("text", { owner })}
        labels={{ cancel: t("cancel"), confirm: t("submit") }}
        isBusy={redeem.isPending}
        isReady={code.length >= SHORTEST}
        error={redeem.error?.message}
        onConfirm={() => redeem.mutate({ owner, code })}
      >
        <Field id="voucher-code" label={t("code")}>
          <Input
            id="voucher-code"
            autoComplete="off"
            value={code}
            className="font-mono"
            onChange={({ target }) => setCode(target.value.trim())}
          />
        </Field>
      </ConfirmDialog>
    </>
  );
}
