import { DomainError } from "@/server/kernel";
import type { Card } from "../card/card";
import type { GateField, GateForm } from "../contract/gate";

const MAX_FIELDS = 50;
const MAX_OPTIONS = 100;
const MAX_LABEL = 300;
const MAX_PROMPT = 20_000;
const KINDS = {
  text: "text",
  checkbox: "checkbox",
  date_picker: "date",
  country: "country",
  select: "select",
} as const;

/** The questions a card asks those who want to get in (Hugging Face, gated models: `extra_gated_*`). */
export function gateFormOf(card: Card["metadata"]): GateForm {
  const fields = card.extra_gated_fields;
  const entries = isRecord(fields) ? Object.entries(fields).slice(0, MAX_FIELDS) : [];
  return {
    heading: textOf(card.extra_gated_heading, MAX_LABEL),
    prompt: textOf(card.extra_gated_prompt, MAX_PROMPT),
    button: textOf(card.extra_gated_button_content, 60),
    fields: entries.flatMap(([name, value]) => fieldOf(name, value) ?? []),
  };
}

function fieldOf(name: string, value: unknown): GateField | null {
  const given = isRecord(value) ? value.type : value;
  const kind = typeof given === "string" && Object.hasOwn(KINDS, given) ? KINDS[given as keyof typeof KINDS] : null;
  if (kind === null || name.length > MAX_LABEL || name === "__proto__") return null;
  const options = kind === "select" && isRecord(value) ? optionsOf(value.options) : [];
  return kind === "select" && options.length === 0 ? null : { name, kind, options };
}

function optionsOf(options: unknown): GateField["options"] {
  if (!Array.isArray(options)) return [];
  return options.slice(0, MAX_OPTIONS).flatMap((option: unknown) => {
    const value = textOf(isRecord(option) ? option.value : option, MAX_LABEL);
    const label = isRecord(option) ? textOf(option.label, MAX_LABEL) : value;
    return value === null ? [] : [{ value, label: label ?? value }];
  });
}

/**
 * The answers to the questions of this form, and nothing else. Throws `invalid` (`answer_missing`) when one is missing
 * or does not fit; every question must be answered, and every box ticked.
 */
export function answersTo(form: GateForm, given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    form.fields.map((field) => {
      const answer = Object.hasOwn(given, field.name) ? (given[field.name] ?? "").trim() : "";
      if (!fits(field, answer)) {
        throw new DomainError("invalid", `Answer the question "${field.name}"`, {
          reason: "answer_missing",
          details: { field: field.name },
        });
      }
      return [field.name, field.kind === "checkbox" ? "true" : answer];
    }),
  );
}

function fits({ kind, options }: GateField, answer: string): boolean {
  switch (kind) {
    case "checkbox":
      return /^(?:true|on|1)$/i.test(answer);
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(answer) && !Number.isNaN(Date.parse(answer));
    case "select":
      return options.some(({ value }) => value === answer);
    case "country":
    case "text":
      return answer !== "";
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: unknown, max: number): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, max) : null;

export const notGated = () =>
  new DomainError("invalid", "This repository is not gated: its files are open", { reason: "not_gated" });
