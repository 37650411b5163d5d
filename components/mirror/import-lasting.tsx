"use client";

import { useTranslations } from "next-intl";
import { FormSection } from "@/components/patterns/form-section";
import { RadioGroup } from "@/components/ui/radio-group";
import { IntervalSelect } from "./interval-select";

export interface HowOften {
  readonly isLasting: boolean;
  /** `null`: only when somebody asks. */
  readonly intervalMinutes: number | null;
}

/** Once, or again and again. */
export function ImportLasting({ value, onChange }: { value: HowOften; onChange: (value: HowOften) => void }) {
  const t = useTranslations("importRepo");
  const options = [
    { value: "once", label: t("once"), help: t("onceHelp") },
    { value: "lasting", label: t("lasting"), help: t("lastingHelp") },
  ];
  return (
    <FormSection title={t("often")}>
      <RadioGroup
        label={t("often")}
        variant="cards"
        options={options}
        value={value.isLasting ? "lasting" : "once"}
        onValueChange={(next) => onChange({ ...value, isLasting: next === "lasting" })}
      />
      {value.isLasting ? (
        <IntervalSelect
          id="import-interval"
          value={value.intervalMinutes}
          onChange={(intervalMinutes) => onChange({ ...value, intervalMinutes })}
        />
      ) : null}
    </FormSection>
  );
}
