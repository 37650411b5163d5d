import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { textIn } from "./card-values";
import type { FormPart } from "./form-part";

interface Props extends FormPart {
  field: string;
  label: string;
  help?: string;
  suggestions?: readonly string[];
  isLong?: boolean;
}

/** One text of the card, with or without suggestions. */
export function TextField({ field, label, help, suggestions, isLong = false, ...part }: Props) {
  const id = `card-${field}`;
  const error = part.problemOf(field);
  const t = useTranslations("cardForm");
  const common = {
    id,
    value: textIn(part.card, field),
    placeholder: t("unset"),
    "aria-invalid": error === undefined ? undefined : true,
    "aria-describedby": help || error ? `${id}-help` : undefined,
    onChange: (event: { target: { value: string } }) => part.onChange(field, event.target.value),
  };
  return (
    <Field id={id} label={label} help={help} error={error}>
      {isLong ? (
        <Textarea rows={3} {...common} />
      ) : (
        <Input autoComplete="off" spellCheck={false} list={suggestions ? `${id}-list` : undefined} {...common} />
      )}
      {suggestions ? (
        <datalist id={`${id}-list`}>
          {suggestions.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      ) : null}
    </Field>
  );
}
