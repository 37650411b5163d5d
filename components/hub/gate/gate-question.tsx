import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { GateField } from "@/server/hub/contract/gate";

interface Props {
  id: string;
  field: GateField;
  value: string;
  onChange: (value: string) => void;
}

export function GateQuestion({ id, field, value, onChange }: Props) {
  const { name, kind, options } = field;
  if (kind === "checkbox") {
    return (
      <label className="text-small flex items-start gap-2" htmlFor={id}>
        <Checkbox
          id={id}
          className="mt-0.5"
          required
          checked={value === "true"}
          onCheckedChange={(checked) => onChange(checked === true ? "true" : "")}
        />
        {name}
      </label>
    );
  }
  return (
    <Field id={id} label={name}>
      {kind === "select" ? (
        <Select id={id} options={options} value={value} onValueChange={onChange} />
      ) : (
        <Input
          id={id}
          required
          type={kind === "date" ? "date" : "text"}
          maxLength={2_000}
          autoComplete={kind === "country" ? "country-name" : "off"}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
