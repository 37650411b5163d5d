"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";

export interface Choice {
  readonly value: string;
  readonly hint?: string;
  /** Six hexadecimal digits. */
  readonly color?: string;
}

interface Props {
  choices: readonly Choice[];
  chosen: readonly string[];
  isDisabled: boolean;
  onChange: (chosen: readonly string[]) => void;
}

/** Several of a list; each click is saved. */
export function ChoiceList({ choices, chosen, isDisabled, onChange }: Props) {
  const id = useId();
  return (
    <ul className="scroll-thin grid max-h-64 gap-1 overflow-y-auto p-1">
      {choices.map(({ value, hint, color }) => {
        const isChosen = chosen.includes(value);
        return (
          <li key={value} className="flex items-center gap-2 py-1">
            <Checkbox
              id={`${id}-${value}`}
              checked={isChosen}
              disabled={isDisabled}
              onCheckedChange={() => onChange(isChosen ? chosen.filter((one) => one !== value) : [...chosen, value])}
            />
            {color === undefined ? null : (
              <span aria-hidden className="size-3 rounded-full border" style={{ backgroundColor: `#${color}` }} />
            )}
            <label htmlFor={`${id}-${value}`} className="grid min-w-0">
              <span className="truncate">{value}</span>
              {hint ? <span className="text-caption text-text-muted truncate">{hint}</span> : null}
            </label>
          </li>
        );
      })}
    </ul>
  );
}
