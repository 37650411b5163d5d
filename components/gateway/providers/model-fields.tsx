"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ModelValues } from "./model-values";

interface Props {
  id: string;
  values: ModelValues;
  currency: string;
  /** A deployment has the name: whether to take it all the same is asked. */
  isDeployed: boolean;
  onChange: (values: ModelValues) => void;
}

type TextName = Exclude<keyof ModelValues, "shadows">;
/** At most nine digits before the point and nine behind it. */
const AMOUNT = "\\d{1,9}(\\.\\d{1,9})?";
const PRICES: readonly TextName[] = ["inputPrice", "cachedInputPrice", "outputPrice"];
const OPTIONAL: readonly TextName[] = ["cachedInputPrice", "contextLength"];

export function ModelFields({ id, values, currency, isDeployed, onChange }: Props) {
  const t = useTranslations("providerModelDialog");
  const field = (name: TextName) => <TextField key={name} {...{ id, values, currency, onChange, name }} />;
  return (
    <>
      {field("publicId")}
      {isDeployed ? (
        <label htmlFor={`${id}-shadows`} className="text-small flex items-start gap-2">
          <Checkbox
            id={`${id}-shadows`}
            className="mt-0.5"
            checked={values.shadows}
            onCheckedChange={(checked) => onChange({ ...values, shadows: checked === true })}
          />
          {t("shadows")}
        </label>
      ) : null}
      {field("upstreamName")}
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        {PRICES.map(field)}
        {field("contextLength")}
      </div>
    </>
  );
}

function TextField({ id, values, currency, onChange, name }: Omit<Props, "isDeployed"> & { name: TextName }) {
  const t = useTranslations("providerModelDialog");
  const own = `${id}-${name}`;
  const isPrice = PRICES.includes(name);
  const isOptional = OPTIONAL.includes(name);
  const isNumber = name === "contextLength";
  return (
    <Field id={own} label={t(name)} aside={isOptional ? t("optional") : null} help={t(`helps.${name}`)}>
      <Input
        id={own}
        required={!isOptional}
        maxLength={name === "upstreamName" ? 300 : 200}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${own}-help`}
        {...(isPrice && { inputMode: "decimal", suffix: currency, pattern: AMOUNT, title: t("amount") })}
        {...(isNumber && { inputMode: "numeric", pattern: "[1-9]\\d{0,7}", title: t("whole") })}
        value={values[name]}
        onChange={({ target }) => onChange({ ...values, [name]: target.value.trim() })}
      />
    </Field>
  );
}
