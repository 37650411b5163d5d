export interface Change {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Details = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Details =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What an event says was changed, and every other fact it keeps. */
export function changesOf({ before, after, ...facts }: Details): { changes: Change[]; facts: [string, unknown][] } {
  const rest = Object.entries(facts);
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return { changes: names.map((name) => ({ name, before: before[name], after: after[name] })), facts: rest };
  }
  const [only, ...others] = rest;
  if (before !== undefined && after === undefined && only && others.length === 0) {
    return { changes: [{ name: only[0], before, after: only[1] }], facts: [] };
  }
  const kept = Object.entries({ before, after }).filter(([, value]) => value !== undefined);
  return { changes: [], facts: [...kept, ...rest] };
}
