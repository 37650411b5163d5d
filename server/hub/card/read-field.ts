type Card = Readonly<Record<string, unknown>>;

const MAX_ITEMS = 200;
const MAX_LENGTH = 200;

/** A short text of a card; `null` for anything else. */
export function textOf(card: Card, field: string): string | null {
  const value = card[field];
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).trim();
  return text === "" || text.length > MAX_LENGTH ? null : text;
}

/** The short texts of a field that holds one or a list of them. */
export function textsOf(card: Card, field: string): string[] {
  const value = card[field];
  const items: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [value];
  return items.flatMap((item) => textOf({ item }, "item") ?? []);
}

/** Each text with its type in front, such as `license:mit`. */
export const typed = (type: string, texts: readonly string[]): string[] => texts.map((text) => `${type}:${text}`);
