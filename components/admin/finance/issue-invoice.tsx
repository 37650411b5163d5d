"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";

/** Gives a month that is over the next number; after that it is never changed. */
export function IssueInvoice() {
  const t = useTranslations("adminFinanceForms");
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const [owner, setOwner] = useState("");
  const [month, setMonth] = useState("");
  const issue = useMutation(
    trpc.billing.issueInvoice.mutationOptions({
      onSuccess: ({ number, owner: name }) => {
        setIsOpen(false);
        toast.success(t("invoice.done", { number, owner: name }));
      },
    }),
  );
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        {t("invoice.open")}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={t("invoice.title")}
        description={t("invoice.text")}
        labels={{ cancel: t("cancel"), confirm: t("invoice.submit") }}
        isBusy={issue.isPending}
        isReady={owner !== "" && month !== ""}
        error={issue.error?.message}
        onConfirm={() => issue.mutate({ owner, month })}
      >
        <Field id="invoice-owner" label={t("owner")}>
          <Input id="invoice-owner" value={owner} onChange={({ target }) => setOwner(target.value.trim())} />
        </Field>
        <Field id="invoice-month" label={t("invoice.month")} help={t("invoice.monthHelp")}>
          <Input
            id="invoice-month"
            aria-describedby="invoice-month-help"
            value={month}
            onChange={({ target }) => setMonth(target.value.trim())}
          />
        </Field>
      </ConfirmDialog>
    </>
  );
}
