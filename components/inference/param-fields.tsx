"use client";

import { useTranslations } from "next-intl";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FrameworkParams } from "@/server/inference/contract";

interface Props {
  schema: FrameworkParams;
  register: (name: string) => UseFormRegisterReturn;
  hasError: (name: string) => boolean;
}

/** Settings that have words of their own in the catalogue; of others the schema tells. */
const KNOWN = ["context", "parallel", "threads"] as const;

/** Fields for the settings of a framework, as its schema describes them: a number field each. */
export function ParamFields({ schema, register, hasError }: Props) {
  const t = useTranslations("deployParams");
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {Object.entries(schema.properties).map(
        ([name, { description = "", default: preset, minimum = 0, maximum = Number.MAX_SAFE_INTEGER }]) => {
          const known = KNOWN.find((param) => param === name);
          return (
            <Field
              key={name}
              id={`param-${name}`}
              label={known ? t(`${known}.label`) : name}
              help={known ? t(`${known}.help`) : description}
              error={hasError(name) ? t("between", { minimum, maximum }) : undefined}
            >
              <Input
                id={`param-${name}`}
                type="number"
                inputMode="numeric"
                min={minimum}
                max={maximum}
                placeholder={preset === undefined ? t("automatic") : String(preset)}
                aria-describedby={`param-${name}-help`}
                aria-invalid={hasError(name) || undefined}
                {...register(name)}
              />
            </Field>
          );
        },
      )}
    </div>
  );
}
