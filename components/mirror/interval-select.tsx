"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

const DAY = 24 * 60;
const NAMED = new Map([
  [60, "hour"],
  [6 * 60, "sixHours"],
  [DAY, "day"],
  [7 * DAY, "week"],
] as const);
const CHOICES: readonly number[] = [15, ...NAMED.keys()];
const NEVER = "never";

interface Props {
  id: string;
  /** Minutes; `null`: only when somebody asks. */
  value: number | null;
  onChange: (minutes: number | null) => void;
}

/** How often the two sides are brought together. */
export function IntervalSelect({ id, value, onChange }: Props) {
  const t = useTranslations("mirrorForm");
  const minutes = value === null || CHOICES.includes(value) ? CHOICES : [...CHOICES, value];
  const word = (one: number) => [...NAMED].find(([named]) => named === one)?.[1] ?? "other";
  const options = [
    ...minutes.map((one) => ({ value: String(one), label: t(`every.${word(one)}`, { minutes: one }) })),
    { value: NEVER, label: t("onlyByHand") },
  ];
  return (
    <Field id={id} label={t("interval")}>
      <Select
        id={id}
        value={value === null ? NEVER : String(value)}
        options={options}
        onValueChange={(next) => onChange(next === NEVER ? null : Number(next))}
      />
    </Field>
  );
}
