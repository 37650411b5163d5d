"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { KeyBudgetInput } from "@/server/gateway/contract";

export type BudgetDraft = z.input<typeof KeyBudgetInput>;
type Period = BudgetDraft["period"];

/** In the order in which somebody adds them. */
const PERIODS: readonly Period[] = ["month", "day", "week", "hour", "total"];
const MODES = ["hard", "soft"] as const;

interface Props {
  value: readonly BudgetDraft[];
  onChange: (budgets: readonly BudgetDraft[]) => void;
  currency: string;
  /** Whether the limit of a row is no amount. */
  isWrong: (index: number) => boolean;
}

/** Budgets as rows that are added, changed and removed; each period is there once. */
export function BudgetRows({ value, onChange, currency, isWrong }: Props) {
  const t = useTranslations("apiKeys");
  const unused = PERIODS.filter((period) => !value.some((budget) => budget.period === period));
  const [next] = unused;
  return (
    <fieldset className="grid gap-4 sm:gap-2">
      <legend className="text-small pb-1.5 font-medium">{t("budgets")}</legend>
      {value.map((budget, index) => (
        <BudgetRow
          key={budget.period}
          {...{ budget, currency }}
          number={index + 1}
          periods={PERIODS.filter((period) => period === budget.period || unused.includes(period))}
          isWrong={isWrong(index)}
          onChange={(changed) => onChange(value.toSpliced(index, 1, changed))}
          onRemove={() => onChange(value.toSpliced(index, 1))}
        />
      ))}
      {next ? (
        <Button
          size="sm"
          className="justify-self-start"
          onClick={() => onChange([...value, { period: next, limit: "", mode: "hard" }])}
        >
          <Plus aria-hidden />
          {t("addBudget")}
        </Button>
      ) : null}
      <p className="text-caption text-text-muted">{t(value.length > 0 ? "budgetsHelp" : "noBudgetHelp")}</p>
    </fieldset>
  );
}

interface RowProps extends Pick<Props, "currency"> {
  budget: BudgetDraft;
  number: number;
  periods: readonly Period[];
  isWrong: boolean;
  onChange: (budget: BudgetDraft) => void;
  onRemove: () => void;
}

function BudgetRow({ budget, number, periods, isWrong, currency, onChange, onRemove }: RowProps) {
  const t = useTranslations("apiKeys");
  const errorId = `budget-${number}-error`;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        className="w-32"
        label={t("budgetPeriod", { number })}
        options={periods.map((value) => ({ value, label: t(`periods.${value}`) }))}
        value={budget.period}
        onValueChange={(chosen) =>
          onChange({ ...budget, period: periods.find((one) => one === chosen) ?? budget.period })
        }
      />
      <span className="min-w-32 flex-1">
        <Input
          inputMode="decimal"
          placeholder="10.00"
          suffix={currency}
          aria-label={t("budgetLimit", { number })}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? errorId : undefined}
          value={budget.limit}
          onChange={({ target }) => onChange({ ...budget, limit: target.value.trim().replace(",", ".") })}
        />
      </span>
      <Select
        className="min-w-36 flex-1 sm:w-36 sm:flex-none"
        label={t("budgetMode", { number })}
        options={MODES.map((value) => ({ value, label: t(`modes.${value}`) }))}
        value={budget.mode ?? "hard"}
        onValueChange={(chosen) => onChange({ ...budget, mode: MODES.find((one) => one === chosen) })}
      />
      <IconButton icon={X} label={t("removeBudget", { number })} onClick={onRemove} />
      {isWrong ? (
        <p id={errorId} role="alert" className="text-caption text-danger w-full">
          {t("limitError")}
        </p>
      ) : null}
    </div>
  );
}
