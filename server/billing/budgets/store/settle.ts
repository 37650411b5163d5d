import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/** Nano-units by what they are taken from. */
export interface Charges {
  /** By the id of the lease that covers them. */
  readonly leases: ReadonlyMap<string, bigint>;
  /** By the id of a soft scope. */
  readonly scopes: ReadonlyMap<number, bigint>;
  /** By owner: what is owed and no lease of the owner's wallet covers. */
  readonly wallets: ReadonlyMap<string, bigint>;
}

interface Reached {
  readonly scopeId: number;
  /** 50, 80 or 100 percent of the limit. */
  readonly share: number;
}

const list = (items: Iterable<unknown>) => `{${[...items].join(",")}}`;

/**
 * Counts charges in, in the caller's transaction, which makes sure that each is counted once. Returns the scopes that
 * reached a share for the first time. Throws when a lease is not of this database.
 */
export async function settleCharges(db: Db, charges: Charges, currency: string): Promise<readonly Reached[]> {
  const { leases, scopes, wallets } = charges;
  const rows = await db.execute<{ scope: string; share: number }>(sql`
    select reached_scope::text as scope, reached_share as share from budget_settle(
      ${list(leases.keys())}::uuid[], ${list(leases.values())}::bigint[],
      ${list(scopes.keys())}::bigint[], ${list(scopes.values())}::bigint[],
      ${list(wallets.keys())}::uuid[], ${list(wallets.values())}::bigint[], ${currency})`);
  return rows.map(({ scope, share }) => ({ scopeId: Number(scope), share }));
}
