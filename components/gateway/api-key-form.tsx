"use client";

import { useTranslations } from "next-intl";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { CreateApiKeyInput } from "@/server/gateway/contract";
import { BudgetRows } from "./budget-rows";
import { KeyFormEnd } from "./key-form-end";

interface Props {
  owners: readonly string[];
  currency: string;
  /** What the server said against it. */
  problem: string | undefined;
  isPending: boolean;
  onSubmit: (input: CreateApiKeyInput) => void;
}

export function ApiKeyForm({ owners, currency, problem, isPending, onSubmit }: Props) {
  const t = useTranslations("apiKeys");
  const form = useForm<z.input<typeof CreateApiKeyInput>, unknown, CreateApiKeyInput>({
    resolver: contractResolver(async () => (await import("@/server/gateway/contract")).CreateApiKeyInput),
    defaultValues: { name: "", owner: owners[0], budgets: [] },
  });
  const { errors } = form.formState;
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
      <Controller
        control={form.control}
        name="budgets"
        render={({ field }) => (
          <BudgetRows
            value={field.value ?? []}
            onChange={field.onChange}
            currency={currency}
            isWrong={(index) => errors.budgets?.[index]?.limit !== undefined}
          />
        )}
      />
      <KeyFormEnd {...{ problem, errors, isPending }} label={t("create")} />
    </form>
  );
}
