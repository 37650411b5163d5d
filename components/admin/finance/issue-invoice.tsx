"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { problemOf, useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { FormDialog } from "@/components/patterns/form-dialog";
import { problemsOf } from "@/components/patterns/problems-of";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { IssueInvoiceInput } from "@/server/billing/contract/statements";

/** Gives a month that is over the next number; after that it is never changed. */
export function IssueInvoice() {
  const t = useTranslations("adminFinanceForms");
  const trpc = useTRPC();
  const stepUp = useStepUp();
  const [isOpen, setIsOpen] = useState(false);
  const [isTried, setIsTried] = useState(false);
  const [owner, setOwner] = useState("");
  const [month, setMonth] = useState("");
  const issue = useMutation(
    trpc.billing.issueInvoice.mutationOptions({
      onSuccess: ({ number, owner: name }) => {
        setIsOpen(false);
        toast.success(t("invoice.done", { number, owner: name }));
      },
      onError: (refusal, asked) => void stepUp.asks(refusal, () => issue.mutate(asked)),
    }),
  );
  const asked = IssueInvoiceInput.safeParse({ owner, month });
  const problems = problemsOf(asked);
  const errorOf = (name: "owner" | "month") => (isTried && problems.has(name) ? t(`wrong.${name}`) : undefined);
  const submit = () => {
    setIsTried(true);
    if (asked.success) issue.mutate(asked.data);
  };
  const open = () => {
    issue.reset();
    setIsTried(false);
    setIsOpen(true);
  };
  return (
    <>
      <Button size="sm" onClick={open}>
        {t("invoice.open")}
      </Button>
      <FormDialog
        open={isOpen && stepUp.dialog === null}
        onOpenChange={setIsOpen}
        title={t("invoice.title")}
        description={t("invoice.text")}
        labels={{ cancel: t("cancel"), confirm: t("invoice.submit") }}
        isBusy={issue.isPending}
        error={problemOf(issue.error)}
        onSubmit={submit}
      >
        <Field id="invoice-owner" label={t("owner")} help={t("ownerHelp")} error={errorOf("owner")}>
          <Input
            id="invoice-owner"
            aria-describedby="invoice-owner-help"
            value={owner}
            onChange={({ target }) => setOwner(target.value.trim())}
          />
        </Field>
        <Field id="invoice-month" label={t("invoice.month")} help={t("invoice.monthHelp")} error={errorOf("month")}>
          <Input
            id="invoice-month"
            aria-describedby="invoice-month-help"
            value={month}
            onChange={({ target }) => setMonth(target.value.trim())}
          />
        </Field>
      </FormDialog>
      {stepUp.dialog}
    </>
  );
}
