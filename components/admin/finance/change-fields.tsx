"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface ChangeText {
  readonly owner: string;
  readonly amount: string;
  readonly reason: string;
}

export const EMPTY_CHANGE: ChangeText = { owner: "", amount: "", reason: "" };

interface Props {
  text: ChangeText;
  onChange: (text: ChangeText) => void;
  currency: string;
  isSigned: boolean;
  /** Names of fields that are wrong. */
  problems: ReadonlySet<PropertyKey | undefined>;
}

/** Whose balance, by how much, and why. */
export function ChangeFields({ text, onChange, currency, isSigned, problems }: Props) {
  const t = useTranslations("adminFinanceForms");
  const errorOf = (name: keyof ChangeText) => (problems.has(name) ? t(`wrong.${name}`) : undefined);
  return (
    <>
      <Field id="change-owner" label={t("owner")} help={t("ownerHelp")} error={errorOf("owner")}>
        <Input
          id="change-owner"
          aria-describedby="change-owner-help"
          value={text.owner}
          onChange={({ target }) => onChange({ ...text, owner: target.value.trim() })}
        />
      </Field>
      <Field
        id="change-amount"
        label={t("amount")}
        help={isSigned ? t("signedHelp") : undefined}
        error={errorOf("amount")}
      >
        <Input
          id="change-amount"
          inputMode="decimal"
          suffix={currency}
          {...((isSigned || problems.has("amount")) && { "aria-describedby": "change-amount-help" })}
          value={text.amount}
          onChange={({ target }) => onChange({ ...text, amount: target.value.trim() })}
        />
      </Field>
      <Field id="change-reason" label={t("reason")} help={t("reasonHelp")} error={errorOf("reason")}>
        <Input
          id="change-reason"
          aria-describedby="change-reason-help"
          value={text.reason}
          onChange={({ target }) => onChange({ ...text, reason: target.value })}
        />
      </Field>
    </>
  );
}
