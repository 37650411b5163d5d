import type { AuditPageQuery } from "@/server/audit/contract";

const DAY_MS = 86_400_000;

/** What the address asks for, as the operation wants it: moments instead of days. */
export function filterOf({ from, to, ...query }: AuditPageQuery) {
  return {
    ...query,
    ...(from && { from: `${from}T00:00:00Z` }),
    ...(to && { to: new Date(Date.parse(`${to}T00:00:00Z`) + DAY_MS).toISOString() }),
  };
}
