/** What a pickle would have on its stack, as far as it matters for what would run. */
export type Value =
  | { readonly kind: "mark" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "tuple"; readonly items: readonly Value[] }
  | { readonly kind: "dict"; readonly entries: Map<string, Value> }
  | { readonly kind: "global"; readonly name: string }
  | { readonly kind: "made"; readonly by: string; readonly args: readonly Value[] }
  | { readonly kind: "other" };

export const MARK: Value = { kind: "mark" };
/** A value that nothing depends on. */
export const OTHER: Value = { kind: "other" };

const MAX_TEXT = 1_024;
const MAX_ITEMS = 16;

export const textValue = (text: string): Value => (text.length > MAX_TEXT ? OTHER : { kind: "text", text });
export const tupleValue = (items: readonly Value[]): Value =>
  items.length > MAX_ITEMS ? OTHER : { kind: "tuple", items };

/** Remembers the first few entries with short names: what is asked for later is among them. */
export function putEntries(value: Value, pairs: readonly Value[]): void {
  if (value.kind !== "dict") return;
  for (let at = 0; at + 1 < pairs.length && value.entries.size < MAX_ITEMS; at += 2) {
    const [key, entry] = [pairs[at], pairs[at + 1]];
    if (key?.kind === "text" && entry) value.entries.set(key.text, entry);
  }
}
