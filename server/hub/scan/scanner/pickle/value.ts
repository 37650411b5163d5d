/** What a pickle would have on its stack, as far as it matters for what would run. */
export type Value =
  | { readonly kind: "mark" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "tuple"; readonly items: readonly Value[] }
  | { readonly kind: "dict"; readonly entries: Map<string, Value> }
  | { readonly kind: "global"; readonly name: string }
  | MadeValue
  | { readonly kind: "none" }
  | { readonly kind: "other" };

/** What a call gave. */
export interface MadeValue {
  readonly kind: "made";
  readonly by: string;
  /** The first few. */
  readonly args: readonly Value[];
  /** What its state was set to, one after the other, wherever it was kept meanwhile. */
  readonly states: Value[];
}

export const MARK: Value = { kind: "mark" };
export const NONE: Value = { kind: "none" };
/** A value that nothing depends on. */
export const OTHER: Value = { kind: "other" };

const MAX_TEXT = 1_024;
const MAX_ITEMS = 16;

export const textValue = (text: string): Value => (text.length > MAX_TEXT ? OTHER : { kind: "text", text });
export const tupleValue = (items: readonly Value[]): Value =>
  items.length > MAX_ITEMS ? OTHER : { kind: "tuple", items };

/** The name of all entries whose own name cannot be told, or for which there was no room. */
const UNTOLD = "";

/** Remembers the first few entries with short names: what is asked for later is among them. */
export function putEntries(value: Value, pairs: readonly Value[]): void {
  if (value.kind !== "dict") return;
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [key, entry = OTHER] = [pairs[at], pairs[at + 1]];
    const name = key?.kind === "text" ? key.text : UNTOLD;
    const hasRoom = value.entries.has(name) || value.entries.size < MAX_ITEMS;
    value.entries.set(hasRoom ? name : UNTOLD, entry);
  }
}
