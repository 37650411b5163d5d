const DAYS_30_MS = 30 * 24 * 60 * 60_000;

/** The last day on which something deleted at that moment can be brought back. */
export const restorableUntil = (deletedAt: Date, locale: string): string =>
  new Date(deletedAt.getTime() + DAYS_30_MS).toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" });
