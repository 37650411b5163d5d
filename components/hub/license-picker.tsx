"use client";

import { Combobox } from "@/components/ui/combobox";
import { LICENSES } from "./licenses";

interface Props {
  id: string;
  label: string;
  noneLabel: string;
  value: string | null;
  onChange: (license: string | null) => void;
}

const NONE = "none";

/** The licenses people choose; one that is set already stays choosable even when it is not among them. */
export function LicensePicker({ id, label, noneLabel, value, onChange }: Props) {
  const known = LICENSES.some((license) => license.value === value) || value === null;
  const options = [
    { value: NONE, label: noneLabel },
    ...(known || value === null ? [] : [{ value, label: value }]),
    ...LICENSES.map(({ value: license, title }) => ({ value: license, label: license, hint: title })),
  ];
  return (
    <Combobox
      id={id}
      label={label}
      options={options}
      defaultValue={value ?? NONE}
      onValueChange={(next) => onChange(next === NONE ? null : next)}
    />
  );
}
