const MINUTE_MS = 60_000;

/** A restart within this long continues the run before it, so that a crash loop does not pay a minute each time. */
export const COALESCE_MS = 60_000;
/** A run that nobody saw for longer than this ended when it was last seen. */
export const LOST_AFTER_MS = 120_000;

interface Seen {
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
}

/** While a run is open only its whole minutes are due, and only those in which it was seen. */
export const minutesWhileOpen = ({ startedAt, lastSeenAt }: Seen): number =>
  Math.max(0, Math.floor((lastSeenAt.getTime() - startedAt.getTime()) / MINUTE_MS));

/** A run that is over pays its last minute in full, and at least one. */
export const minutesWhenClosed = (startedAt: Date, endedAt: Date): number =>
  Math.max(1, Math.ceil((endedAt.getTime() - startedAt.getTime()) / MINUTE_MS));
