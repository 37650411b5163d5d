"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { problemOf, useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { problemsOf } from "@/components/patterns/problems-of";
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
  const [isTried, setIsTried] = useState(false);
  const stepUp = useStepUp();
  const make = useMutation(
    trpc.billing.createVoucher.mutationOptions({
      onError: (refusal, wanted) => void stepUp.asks(refusal, () => make.mutate(wanted)),
    }),
  );
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
    setIsTried(false);
    make.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (asked.success && !make.isPending) make.mutate(asked.data);
  };
  const problems = problemsOf(asked);
  const errorOf = (name: "amount" | "maxUses" | "validDays" | "note") =>
    isTried && problems.has(name) ? t(`wrong.${name}`) : undefined;
  const control = (name: keyof typeof EMPTY) => ({
    id: `voucher-${name}`,
    value: text[name],
    onChange: ({ target }: { target: { value: string } }) => setText({ ...text, [name]: target.value }),
  });
  const made = make.data;
  const error = problemOf(make.error, { second_person_required: t("voucher.tooMuch") });
  return (
    <>
      <Dialog
        open={isOpen && stepUp.dialog === null}
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
              <Button type="submit" form="create-voucher" variant="primary" busy={make.isPending}>
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
          <form id="create-voucher" noValidate className="grid gap-4" onSubmit={submit}>
            <Field id="voucher-amount" label={t("amount")} error={errorOf("amount")}>
              <Input inputMode="decimal" suffix={currency} {...control("amount")} />
            </Field>
            <Field id="voucher-maxUses" label={t("voucher.maxUses")} error={errorOf("maxUses")}>
              <Input inputMode="numeric" {...control("maxUses")} />
            </Field>
            <Field
              id="voucher-validDays"
              label={t("voucher.validDays")}
              help={t("voucher.validDaysHelp")}
              error={errorOf("validDays")}
            >
              <Input inputMode="numeric" aria-describedby="voucher-validDays-help" {...control("validDays")} />
            </Field>
            <Field id="voucher-note" label={t("voucher.note")} error={errorOf("note")}>
              <Input {...control("note")} />
            </Field>
            {error ? <Callout tone="danger" title={error} /> : null}
          </form>
        )}
      </Dialog>
      {stepUp.dialog}
    </>
  );
}
