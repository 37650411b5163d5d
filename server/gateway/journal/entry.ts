import type { Tokens } from "@/server/billing";
import type { AdmittedCall, Settlement } from "../settlement";

/** What is known of a call that runs. */
export interface Produced {
  readonly at: Date;
  readonly tokens: Tokens;
  /** Time to the first token. */
  readonly ttftMs: number | null;
}

/**
 * A line of the journal. A call is admitted, produces tokens, is settled, and its settlement is written into the
 * database. No entry holds what was asked or answered, and none a secret.
 */
export type Entry =
  | { readonly kind: "admit"; readonly call: AdmittedCall }
  | { readonly kind: "progress"; readonly id: string; readonly produced: Produced }
  | { readonly kind: "settle"; readonly settlement: Settlement }
  | { readonly kind: "written"; readonly ids: readonly string[] };

const DATE = "$date";
const BIGINT = "$bigint";

/** JSON; moments and amounts keep their type, wherever they stand. */
export const encodeEntry = (entry: Entry): string =>
  JSON.stringify(entry, function (this: Readonly<Record<string, unknown>>, name: string, value: unknown) {
    // A date has turned itself into text before it comes here.
    if (this[name] instanceof Date) return { [DATE]: value };
    return typeof value === "bigint" ? { [BIGINT]: value.toString() } : value;
  });

/** The entry that `encodeEntry` made; its checksum has been compared, so it is what was written. */
export const decodeEntry = (text: string): Entry =>
  JSON.parse(text, (_, value) => {
    if (typeof value !== "object" || value === null) return value;
    if (typeof value[DATE] === "string") return new Date(value[DATE]);
    return typeof value[BIGINT] === "string" ? BigInt(value[BIGINT]) : value;
  });
