import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** What books the minutes of a run from one of them on, once. */
export const minutesKey = (intervalId: string, fromMinute: number): string => `minutes:${intervalId}:${fromMinute}`;

/** The same in the database. */
export const minutesKeyOf = (intervalId: SQLWrapper, fromMinute: SQLWrapper): SQL =>
  sql`'minutes:' || ${intervalId}::text || ':' || ${fromMinute}::text`;

/** The run and the minute that a booking of minutes names; of other bookings `null`. */
export const minutesIn = (
  kind: SQLWrapper,
  key: SQLWrapper,
): { readonly intervalId: SQL; readonly fromMinute: SQL } => ({
  intervalId: sql`case when ${kind} = 'minutes' then split_part(${key}, ':', 2)::uuid end`,
  fromMinute: sql`case when ${kind} = 'minutes' then split_part(${key}, ':', 3)::integer end`,
});
