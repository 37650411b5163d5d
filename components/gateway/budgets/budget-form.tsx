"use client";

import { useTranslations } from "next-intl";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import type { Refusal } from "@/components/data/step-up";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { SetBudgetInput } from "@/server/gateway/contract/budgets";
import { KeyFormEnd } from "../key-form-end";
import type { HeldBudget } from "./held-budget";
import { HolderField } from "./holder-field";

type Draft = z.input<typeof SetBudgetInput>;

const KINDS = ["member", "group"] as const;
const PERIODS = ["month", "day", "week", "hour", "total"] as const;
const MODES = ["hard", "soft"] as const;

interface Props {
  organization: string;
  currency: string;
  held: HeldBudget | undefined;
  /** What the server said against it. */
  problem: Refusal | undefined;
  isPending: boolean;
  onSubmit: (input: SetBudgetInput) => void;
}

/** Whose budget, of which period, how much, and what happens at its end. */
export function BudgetForm({ organization, currency, held, problem, isPending, onSubmit }: Props) {
  const [t, keys] = [useTranslations("budgets"), useTranslations("apiKeys")];
  const form = useForm<Draft, unknown, SetBudgetInput>({
    resolver: contractResolver(async () => (await import("@/server/gateway/contract/budgets")).SetBudgetInput),
    defaultValues: draftOf(organization, held),
  });
  const { errors } = form.formState;
  const kind = form.watch("kind");
  const isMissing = problem?.data?.domain?.code === "not_found";
  const holderError = errors.holder ? t("holderError") : undefined;
  const select = (name: "kind" | "period" | "mode", options: readonly { value: string; label: string }[]) => (
    <Field id={`budget-${name}`} label={t(name)} help={t(`${name}Help`)}>
      <Controller
        control={form.control}
        name={name}
        render={({ field }) => (
          <Select
            id={`budget-${name}`}
            describedBy={`budget-${name}-help`}
            options={options}
            value={field.value ?? ""}
            onValueChange={field.onChange}
          />
        )}
      />
    </Field>
  );
  return (
    <form className="grid gap-4" noValidate onSubmit={form.handleSubmit(onSubmit)}>
      {held ? null : (
        <>
          {select(
            "kind",
            KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
          )}
          <HolderField
            {...{ organization, kind }}
            error={isMissing ? t("holderMissing") : holderError}
            registration={form.register("holder")}
          />
          {select(
            "period",
            PERIODS.map((value) => ({ value, label: keys(`periods.${value}`) })),
          )}
        </>
      )}
      <Field id="budget-limit" label={t("limit")} help={t("limitHelp")} error={errors.limit && keys("limitError")}>
        <Input
          id="budget-limit"
          inputMode="decimal"
          autoComplete="off"
          placeholder="10.00"
          suffix={currency}
          aria-describedby="budget-limit-help"
          aria-invalid={errors.limit ? true : undefined}
          {...form.register("limit", { setValueAs: (typed: string) => typed.trim().replace(",", ".") })}
        />
      </Field>
      {select(
        "mode",
        MODES.map((value) => ({ value, label: keys(`modes.${value}`) })),
      )}
      <KeyFormEnd
        problem={isMissing ? undefined : problem?.message}
        errors={errors}
        isPending={isPending}
        label={keys("save")}
      />
    </form>
  );
}

const draftOf = (name: string, held: HeldBudget | undefined): Draft =>
  held
    ? {
        ...{ name, kind: held.kind, holder: held.name },
        ...{ period: held.budget.period, limit: held.budget.limit, mode: held.budget.mode },
      }
    : { name, kind: "member", holder: "", period: "month", limit: "", mode: "hard" };
