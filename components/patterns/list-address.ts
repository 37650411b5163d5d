/** What a list is filtered by, as its address says it. */
export type ListQuery = Readonly<Record<string, unknown>>;

/** Address of a list with these filters, after those that `path` names; what is empty and how many fit on a page is left out. */
export function listAddress(path: string, query: ListQuery): string {
  const said = Object.entries(query).flatMap(([name, value]) => (name === "limit" ? [] : textsOf(name, value)));
  if (said.length === 0) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${new URLSearchParams(said)}`;
}

function textsOf(name: string, value: unknown): [string, string][] {
  const values = Array.isArray(value) ? value : [value];
  return values
    .filter((one) => one !== undefined && one !== null && one !== "")
    .map((one): [string, string] => [name, String(one)]);
}
