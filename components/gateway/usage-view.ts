/** What stands under the chart of the usage page. */
export const USAGE_VIEWS = ["key", "model", "day", "requests", "charges"] as const;
export type UsageView = (typeof USAGE_VIEWS)[number];

/** What the address of the usage page says. */
export interface UsageQuery {
  readonly range: "month" | "30d" | "custom";
  /** UTC days, both counted. */
  readonly from: string;
  readonly until: string;
  readonly view: UsageView;
  readonly cursor: string | undefined;
}

const DAY_MS = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads the address; what does not fit counts as not said. */
export function readUsageQuery(query: Query, now: Date): UsageQuery {
  const view = USAGE_VIEWS.find((one) => one === query.view) ?? "key";
  const cursor = typeof query.cursor === "string" ? query.cursor : undefined;
  return { ...rangeOf(query, now), view, cursor };
}

function rangeOf(query: Query, now: Date): Pick<UsageQuery, "range" | "from" | "until"> {
  const today = dayOf(now.getTime());
  if (query.range === "30d") return { range: "30d", from: dayOf(now.getTime() - 29 * DAY_MS), until: today };
  const [from, until] = [readDay(query.from), readDay(query.until)];
  if (from && until && from <= until) return { range: "custom", from, until };
  const nextMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  return { range: "month", from: `${today.slice(0, 8)}01`, until: dayOf(nextMonth - DAY_MS) };
}

function readDay(text: Query[string]): string | null {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = Date.parse(text);
  return !Number.isNaN(at) && dayOf(at) === text ? text : null;
}

/** The day after a day: ranges of the API end before it. */
export const dayAfter = (day: string) => dayOf(Date.parse(day) + DAY_MS);

/** The address that says this; another view or range starts at its first page. */
export function usageHref(query: UsageQuery, change: Partial<UsageQuery>): string {
  const { range, from, until, view, cursor } = { ...query, cursor: undefined, ...change };
  const said = new URLSearchParams({
    ...(range === "30d" && { range }),
    ...(range === "custom" && { from, until }),
    ...(view !== "key" && { view }),
    ...(cursor !== undefined && { cursor }),
  });
  return `/console/usage${said.size > 0 ? `?${said}` : ""}`;
}
