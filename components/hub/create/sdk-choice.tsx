"use client";

import { useTranslations } from "next-intl";
import { Controller } from "react-hook-form";
import { FormSection } from "@/components/patterns/form-section";
import { RadioGroup } from "@/components/ui/radio-group";
import type { NewRepoForm } from "./new-repo-values";

const SDKS = ["gradio", "streamlit", "docker", "static"] as const;

/** What runs a space. */
export function SdkChoice({ form }: { form: NewRepoForm }) {
  const t = useTranslations("newRepo");
  return (
    <FormSection title={t("sdk")} description={t("sdkHelp")}>
      <Controller
        name="sdk"
        control={form.control}
        render={({ field }) => (
          <RadioGroup
            label={t("sdk")}
            variant="cards"
            options={SDKS.map((value) => ({ value, label: t(`sdks.${value}`), help: t(`sdks.${value}Help`) }))}
            value={field.value ?? "static"}
            onValueChange={field.onChange}
          />
        )}
      />
    </FormSection>
  );
}
