"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CreateVoucherInput } from "@/server/billing/contract/funds";

const EMPTY = { amount: "", maxUses: "1", validDays: "", note: "" };

/** Makes a code and shows it, once. */
export function CreateVoucher({ currency }: { currency: string }) {
  const t = useTranslations("adminFinanceForms");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState(EMPTY);
  const make = useMutation(trpc.billing.createVoucher.mutationOptions());
  const { amount, maxUses, validDays, note } = text;
  const asked = CreateVoucherInput.safeParse({
    ...{ amount, note, maxUses: Number(maxUses) },
    ...(validDays !== "" && { validDays: Number(validDays) }),
  });
  const change = (open: boolean) => {
    setIsOpen(open);
    if (open) return;
    if (make.isSuccess) router.refresh();
    setText(EMPTY);
    make.reset();
  };
  const submit = () => {
    if (asked.success) make.mutate(asked.data);
  };
  const control = (name: keyof typeof EMPTY) => ({
    id: `voucher-${name}`,
    value: text[name],
    onChange: ({ target }: { target: { value: string } }) => setText({ ...text, [name]: target.value }),
  });
  const made = make.data;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={change}
      trigger={<Button size="sm">{t("voucher.open")}</Button>}
      title={t(made ? "voucher.madeTitle" : "voucher.title")}
      description={t(made ? "voucher.madeText" : "voucher.text")}
      footer={
        made ? (
          <Button variant="primary" onClick={() => change(false)}>
            {t("voucher.close")}
          </Button>
        ) : (
          <>
            <Button onClick={() => change(false)}>{t("cancel")}</Button>
            <Button variant="primary" busy={make.isPending} disabled={!asked.success} onClick={submit}>
              {t("voucher.submit")}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <div className="flex items-center gap-2">
          <Input readOnly value={made.code} aria-label={t("voucher.code")} className="font-mono" />
          <CopyButton text={made.code} label={t("voucher.copy")} size="md" variant="secondary" />
        </div>
      ) : (
        <>
          <Field id="voucher-amount" label={t("amount")}>
            <Input inputMode="decimal" suffix={currency} {...control("amount")} />
          </Field>
          <Field id="voucher-maxUses" label={t("voucher.maxUses")}>
            <Input inputMode="numeric" {...control("maxUses")} />
          </Field>
          <Field id="voucher-validDays" label={t("voucher.validDays")} help={t("voucher.validDaysHelp")}>
            <Input inputMode="numeric" aria-describedby="voucher-validDays-help" {...control("validDays")} />
          </Field>
          <Field id="voucher-note" label={t("voucher.note")}>
            <Input {...control("note")} />
          </Field>
          {make.error ? <Callout tone="danger" title={make.error.message} /> : null}
        </>
      )}
    </Dialog>
  );
}
