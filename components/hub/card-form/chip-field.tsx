import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { textsIn } from "./card-values";
import type { FormPart } from "./form-part";

interface Props extends FormPart {
  field: string;
  label: string;
  help?: string;
  /** What is shown for a value, where that is more than the value. */
  nameOf?: (value: string) => string;
  /** The control that adds one; its id is that of the field. */
  children: (add: (value: string) => void, id: string) => ReactNode;
}

/** A list of the card: each of its texts can be taken out, and others come in below. */
export function ChipField({ field, label, help, nameOf = String, children, ...part }: Props) {
  const t = useTranslations("cardForm");
  const id = `card-${field}`;
  const values = textsIn(part.card, field);
  const error = part.problemOf(field);
  if (values === null) {
    return (
      <Field id={id} label={label} error={error}>
        <p className="text-caption text-text-muted">{t("inText")}</p>
      </Field>
    );
  }
  const add = (value: string) => {
    const text = value.trim();
    if (text !== "" && !values.includes(text)) part.onChange(field, [...values, text]);
  };
  return (
    <Field id={id} label={label} help={help} error={error}>
      {values.length === 0 ? null : (
        <ul aria-label={label} className="flex flex-wrap gap-1">
          {values.map((value) => (
            <li key={value} className="rounded-mark bg-hover text-caption flex max-w-full items-center gap-1 pl-2">
              <span className="truncate">{nameOf(value)}</span>
              <button
                type="button"
                aria-label={t("remove", { value: nameOf(value) })}
                className="rounded-mark text-text-muted hover:bg-pressed hover:text-text flex size-6 items-center justify-center"
                onClick={() =>
                  part.onChange(
                    field,
                    values.filter((other) => other !== value),
                  )
                }
              >
                <X aria-hidden className="size-3" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {children(add, id)}
    </Field>
  );
}
