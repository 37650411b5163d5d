"use client";

import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { BYTES_PER_GIB, type SchemaField } from "./schema-fields";

interface Props {
  field: SchemaField;
  label: string;
  words: Readonly<Record<string, string>>;
  value: unknown;
  isInvalid: boolean;
  onChange: (value: unknown) => void;
}

/** The control of one field; its label and help stand around it. */
export function SchemaControl({ field, label, words, value, isInvalid, onChange }: Props) {
  const { name, kind, options, isNullable } = field;
  const common = { id: name, "aria-describedby": `${name}-help`, "aria-invalid": isInvalid || undefined };
  switch (kind) {
    case "choice":
      return (
        <Select
          id={name}
          label={label}
          isInvalid={isInvalid}
          describedBy={`${name}-help`}
          options={[...(isNullable ? ["null"] : []), ...options].map((one) => ({
            value: one,
            label: words[one] ?? one,
          }))}
          value={String(value)}
          onValueChange={(next) => onChange(next === "null" ? null : next)}
        />
      );
    case "switch":
      return <Switch {...common} checked={value === true} onCheckedChange={onChange} />;
    case "longText":
      return <Textarea {...common} value={String(value ?? "")} onChange={(event) => onChange(event.target.value)} />;
    case "text":
      return <Input {...common} value={String(value ?? "")} onChange={(event) => onChange(event.target.value)} />;
    case "number":
      return <NumberControl field={field} value={value} onChange={onChange} />;
  }
}

/** An emptied field is no number, which the schema refuses. */
function NumberControl({ field: { name, unit }, value, onChange }: Pick<Props, "field" | "value" | "onChange">) {
  const factor = unit === "bytes" ? BYTES_PER_GIB : 1;
  return (
    <Input
      id={name}
      type="number"
      step={unit === "bytes" ? "any" : 1}
      aria-describedby={`${name}-help`}
      defaultValue={typeof value === "number" ? value / factor : ""}
      suffix={unit === "bytes" ? "GiB" : undefined}
      onChange={({ target }) => onChange(target.value === "" ? null : Math.round(target.valueAsNumber * factor))}
    />
  );
}
