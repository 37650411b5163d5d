"use client";

import { useTranslations } from "next-intl";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ApiKey, UpdateApiKeyInput } from "@/server/gateway/contract";
import { BudgetRows } from "./budget-rows";
import { KeyFormEnd } from "./key-form-end";

interface Props {
  apiKey: ApiKey;
  currency: string;
  /** What the server said against it. */
  problem: string | undefined;
  isPending: boolean;
  onSubmit: (input: UpdateApiKeyInput) => void;
}

/** The name of a key, and all of its budgets at once. */
export function KeyBudgetsForm({ apiKey, currency, problem, isPending, onSubmit }: Props) {
  const t = useTranslations("apiKeys");
  const form = useForm<z.input<typeof UpdateApiKeyInput>, unknown, UpdateApiKeyInput>({
    resolver: contractResolver(async () => (await import("@/server/gateway/contract")).UpdateApiKeyInput),
    defaultValues: {
      keyId: apiKey.id,
      name: apiKey.name,
      budgets: apiKey.budgets.map(({ period, limit, mode }) => ({ period, limit, mode })),
    },
  });
  const { errors } = form.formState;
  return (
    <form className="grid gap-4" noValidate onSubmit={form.handleSubmit(onSubmit)}>
      <Field id="key-name" label={t("name")} help={t("nameHelp")} error={errors.name && t("nameError")}>
        <Input id="key-name" autoComplete="off" aria-describedby="key-name-help" {...form.register("name")} />
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
      <KeyFormEnd {...{ problem, errors, isPending }} label={t("save")} />
    </form>
  );
}
