"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { METERS, type Meter } from "@/server/billing/contract";
import { meterKey } from "./meter-key";

/** What is typed about a price. */
export interface PriceDraft {
  readonly meter: Meter;
  readonly model: string;
  readonly amount: string;
  /** Of a `datetime-local` field; empty is now. */
  readonly from: string;
}

interface Props {
  draft: PriceDraft;
  onChange: (draft: PriceDraft) => void;
  currency: string;
  /** The amount was refused. */
  isWrong: boolean;
}

const TOKEN_METERS = METERS.filter((meter) => meter !== "compute.time");

/** Which model, and tokens of which kind. */
export function PriceTarget({ draft, onChange }: Pick<Props, "draft" | "onChange">) {
  const t = useTranslations("adminPriceDialog");
  const choose = (value: string) =>
    onChange({ ...draft, meter: TOKEN_METERS.find((known) => known === value) ?? draft.meter });
  return (
    <>
      <Field id="price-model" label={t("model")} help={t("modelHelp")}>
        <Input
          id="price-model"
          className="font-mono"
          value={draft.model}
          aria-describedby="price-model-help"
          onChange={({ target }) => onChange({ ...draft, model: target.value.trim() })}
        />
      </Field>
      <Field id="price-meter" label={t("meter")}>
        <Select
          id="price-meter"
          label={t("meter")}
          value={draft.meter}
          options={TOKEN_METERS.map((value) => ({ value, label: t(`meters.${meterKey(value)}`) }))}
          onValueChange={choose}
        />
      </Field>
    </>
  );
}

/** How much, and from when on. */
export function PriceAmount({ draft, onChange, currency, isWrong }: Props) {
  const t = useTranslations("adminPriceDialog");
  const error = isWrong ? t("wrongAmount") : undefined;
  return (
    <>
      <Field id="price-amount" label={t("amount")} help={t(`per.${meterKey(draft.meter)}`)} error={error}>
        <Input
          id="price-amount"
          inputMode="decimal"
          suffix={currency}
          value={draft.amount}
          aria-describedby="price-amount-help"
          onChange={({ target }) => onChange({ ...draft, amount: target.value.trim() })}
        />
      </Field>
      <Field id="price-from" label={t("from")} help={t("fromHelp")}>
        <Input
          id="price-from"
          type="datetime-local"
          value={draft.from}
          aria-describedby="price-from-help"
          onChange={({ target }) => onChange({ ...draft, from: target.value })}
        />
      </Field>
    </>
  );
}
