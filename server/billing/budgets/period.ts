import type { BudgetPeriod } from "../contract";

export interface Period {
  readonly start: Date;
  /** Exclusive; `null` is never. */
  readonly end: Date | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EVER = new Date(0);

/** The period of a moment in UTC; weeks begin on Monday (ISO 8601). */
export function periodOf(period: BudgetPeriod, at: Date): Period {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  switch (period) {
    case "hour":
      return lasting(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS, HOUR_MS);
    case "day":
      return lasting(Date.UTC(year, month, day), DAY_MS);
    case "week":
      return lasting(Date.UTC(year, month, day - ((at.getUTCDay() + 6) % 7)), 7 * DAY_MS);
    case "month":
      return { start: new Date(Date.UTC(year, month, 1)), end: new Date(Date.UTC(year, month + 1, 1)) };
    case "total":
      return { start: EVER, end: null };
  }
}

const lasting = (startMs: number, lengthMs: number): Period => ({
  start: new Date(startMs),
  end: new Date(startMs + lengthMs),
});
