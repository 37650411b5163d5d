type Card = Readonly<Record<string, unknown>>;

/** A text of the card; empty where there is none. */
export const textIn = (card: Card, field: string): string => {
  const value = card[field];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** The texts of a field that holds one or a list; `null` for what is neither, which a form must not overwrite. */
export function textsIn(card: Card, field: string): readonly string[] | null {
  const value = card[field];
  if (value === undefined || value === null) return [];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.every((item) => typeof item === "string" || typeof item === "number") ? items.map(String) : null;
}

/** What is said to a widget as an example; `null` when there is more to it than texts. */
export function examplesIn(card: Card): readonly string[] | null {
  const { widget } = card;
  if (widget === undefined || widget === null) return [];
  if (!Array.isArray(widget)) return null;
  const texts = widget.map((item: unknown) => {
    const entries = typeof item === "object" && item !== null ? Object.entries(item) : [];
    const [[key, value] = []] = entries;
    return entries.length === 1 && key === "text" && typeof value === "string" ? value : null;
  });
  return texts.every((text) => text !== null) ? texts : null;
}

export interface Question {
  readonly name: string;
  readonly type: string;
  /** As it stands in the card: a type, or more than that. */
  readonly value: unknown;
}

/** The questions of a gate; `null` where they are no mapping. */
export function questionsIn(card: Card): readonly Question[] | null {
  const fields = card.extra_gated_fields;
  if (fields === undefined || fields === null) return [];
  if (typeof fields !== "object" || Array.isArray(fields)) return null;
  return Object.entries(fields).map(([name, value]: [string, unknown]) => ({ name, value, type: typeOf(value) }));
}

const typeOf = (value: unknown): string => {
  const type: unknown = typeof value === "object" && value !== null && "type" in value ? value.type : value;
  return typeof type === "string" ? type : "";
};

/** Languages that cards are most often written for, by their ISO 639 codes. */
export const LANGUAGES =
  "en zh es fr de ja ko pt ru ar hi it nl tr pl vi th id uk cs sv fi da no el he hu ro bg ca fa bn ta te ur ms sw hr sk sl lt lv et sr is ga cy eu gl af sq hy az ka kk mn ne si km lo my am multilingual code".split(
    " ",
  );

export const RELATIONS = ["finetune", "adapter", "quantized", "merge"] as const;
export const SDKS = ["static", "gradio", "streamlit", "docker"] as const;
export const QUESTION_TYPES = ["text", "checkbox", "date_picker", "country"] as const;
