export interface Month {
  readonly start: Date;
  /** Exclusive. */
  readonly end: Date;
}

/** The calendar month of a moment, in UTC: the period of budgets and summaries. */
export function monthOf(at: Date): Month {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  return { start: new Date(Date.UTC(year, month, 1)), end: new Date(Date.UTC(year, month + 1, 1)) };
}

/** The UTC day of a moment, `2026-11-24`. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** The month of a name such as `2026-11`. */
export const monthNamed = (name: string): Month => monthOf(new Date(`${name}-01T00:00:00Z`));
