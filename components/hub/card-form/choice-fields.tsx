import { useMessages, useTranslations } from "next-intl";
import { taskName } from "@/components/patterns/task-name";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { LICENSE_IDS, TASKS } from "@/server/hub/contract/card-values";
import { LICENSES } from "../licenses";
import { RELATIONS, SDKS, textIn, textsIn } from "./card-values";
import type { FormPart } from "./form-part";

const NONE = "none";

export function LicenseField(part: FormPart) {
  const t = useTranslations("cardForm");
  const titles = new Map<string, string>(LICENSES.map(({ value, title }) => [value, title]));
  const frequent = LICENSES.map(({ value }) => value);
  const ids = [...new Set([...frequent, ...LICENSE_IDS])];
  return (
    <PickField {...part} field="license" values={ids} hintOf={(value) => titles.get(value)} help={t("licenseHelp")} />
  );
}

export function TaskField(part: FormPart) {
  const { tasks } = useMessages();
  return <PickField {...part} field="pipeline_tag" values={TASKS} nameOf={(id) => taskName(tasks, id)} />;
}

interface PickProps extends FormPart {
  field: "license" | "pipeline_tag";
  values: readonly string[];
  /** What is shown for a value, where that is more than the value; the value then stands beside it. */
  nameOf?: (value: string) => string;
  hintOf?: (value: string) => string | undefined;
  help?: string;
}

/** One of many known values; what stands in the card already stays choosable. */
function PickField({ field, values, nameOf = String, hintOf, help, ...part }: PickProps) {
  const t = useTranslations("cardForm");
  const id = `card-${field}`;
  const texts = textsIn(part.card, field);
  const value = texts?.[0] ?? "";
  const error = part.problemOf(field);
  const known = value === "" || values.includes(value) ? values : [value, ...values];
  const options = known.map((choice) => {
    const label = nameOf(choice);
    const hint = label === choice ? hintOf?.(choice) : choice;
    return { value: choice, label, ...(hint && { hint }) };
  });
  return (
    <Field id={id} label={t(field)} error={error} help={help}>
      {texts === null || texts.length > 1 ? (
        <p className="text-caption text-text-muted">{t("inText")}</p>
      ) : (
        <Combobox
          key={value}
          id={id}
          label={t(field)}
          placeholder={t("unset")}
          options={[{ value: NONE, label: t("unset") }, ...options]}
          defaultValue={value === "" ? NONE : value}
          onValueChange={(next) => part.onChange(field, next === NONE ? null : next)}
        />
      )}
    </Field>
  );
}

export function RelationField(part: FormPart) {
  const t = useTranslations("cardForm");
  const options = RELATIONS.map((value) => ({ value, label: t(`relations.${value}`) }));
  return <SelectField {...part} field="base_model_relation" options={options} />;
}

export const SdkField = (part: FormPart) => (
  <SelectField {...part} field="sdk" options={SDKS.map((value) => ({ value, label: value }))} />
);

interface SelectProps extends FormPart {
  field: "base_model_relation" | "sdk";
  options: readonly { readonly value: string; readonly label: string }[];
}

function SelectField({ field, options, ...part }: SelectProps) {
  const t = useTranslations("cardForm");
  const id = `card-${field}`;
  const value = textIn(part.card, field);
  const isKnown = value === "" || options.some((option) => option.value === value);
  return (
    <Field id={id} label={t(field)} error={part.problemOf(field)}>
      <Select
        id={id}
        label={t(field)}
        value={value === "" ? NONE : value}
        options={[{ value: NONE, label: t("unset") }, ...(isKnown ? [] : [{ value, label: value }]), ...options]}
        onValueChange={(next) => part.onChange(field, next === NONE ? null : next)}
      />
    </Field>
  );
}
