"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { NotSavedNote } from "@/components/patterns/not-saved-note";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceField } from "@/components/ui/choice-field";
import { DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { CreateApiKeyInput } from "@/server/gateway/contract";

interface Props {
  owners: readonly string[];
  currency: string;
  /** What the server said against it. */
  problem: string | undefined;
  isPending: boolean;
  onSubmit: (input: CreateApiKeyInput) => void;
}

const NO_BUDGET = { limit: "", period: "month" } as const;

export function ApiKeyForm({ owners, currency, problem, isPending, onSubmit }: Props) {
  const t = useTranslations("apiKeys");
  const [isLimited, setIsLimited] = useState(false);
  const form = useForm<z.input<typeof CreateApiKeyInput>, unknown, CreateApiKeyInput>({
    resolver: contractResolver(async () => (await import("@/server/gateway/contract")).CreateApiKeyInput),
    defaultValues: { name: "", owner: owners[0] },
  });
  const { errors } = form.formState;
  const limit = (isOn: boolean) => {
    setIsLimited(isOn);
    form.setValue("budget", isOn ? NO_BUDGET : undefined);
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={form.handleSubmit(onSubmit)}>
      <Field id="key-name" label={t("name")} help={t("nameHelp")} error={errors.name && t("nameError")}>
        <Input id="key-name" autoComplete="off" aria-describedby="key-name-help" {...form.register("name")} />
      </Field>
      <Field id="key-owner" label={t("owner")} help={t("ownerHelp")}>
        <Controller
          control={form.control}
          name="owner"
          render={({ field }) => (
            <Select
              id="key-owner"
              describedBy="key-owner-help"
              options={owners.map((value) => ({ value, label: value }))}
              value={field.value ?? ""}
              onValueChange={field.onChange}
            />
          )}
        />
      </Field>
      <ChoiceField id="key-limited" label={t("limit")} help={t("limitHelp")}>
        <Checkbox id="key-limited" checked={isLimited} onCheckedChange={(checked) => limit(checked === true)} />
      </ChoiceField>
      {isLimited ? (
        <Field id="key-limit" label={t("monthlyLimit")} error={errors.budget?.limit && t("limitError")}>
          <Input
            id="key-limit"
            inputMode="decimal"
            placeholder="10.00"
            suffix={currency}
            aria-describedby="key-limit-help"
            {...form.register("budget.limit", { setValueAs: (text: string) => text.trim().replace(",", ".") })}
          />
        </Field>
      ) : null}
      {problem ? <Callout tone="danger" title={problem} /> : null}
      <NotSavedNote errors={errors} />
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={isPending}>
          {t("create")}
        </Button>
      </div>
    </form>
  );
}
