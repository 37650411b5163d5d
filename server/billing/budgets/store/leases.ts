import { and, eq, lt, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { budgetLeases } from "@/db/schema/billing/budgets";

interface NewLease {
  readonly id: string;
  readonly scopeId: number;
  /** The process that may spend from it. */
  readonly node: string;
}

const inTwoMinutes = sql`now() + interval '2 minutes'`;

/** Opens an empty lease of a scope. */
export async function openLease(db: Db, lease: NewLease): Promise<void> {
  await db.insert(budgetLeases).values({ ...lease, expiresAt: inTwoMinutes });
}

interface Wanted {
  readonly leaseId: string;
  /** The smallest amount that is of use, in nano-units, at least 1. */
  readonly need: bigint;
  /** The largest. */
  readonly want: bigint;
  /** Near the end of the budget a process gets one part in so many of what is left. */
  readonly divisor: number;
}

/**
 * Adds a part of its scope to a lease and returns the nano-units; 0 when the scope has less than `need` left, -1 when
 * the lease is not open any more.
 */
export async function grantLease(db: Db, { leaseId, need, want, divisor }: Wanted): Promise<bigint> {
  const [row] = await db.execute<{ amount: string }>(
    sql`select budget_grant(${leaseId}::uuid, ${String(need)}::bigint, ${String(want)}::bigint,
               ${divisor}::bigint)::text as amount`,
  );
  return BigInt(row?.amount ?? 0);
}

/** Gives nano-units of an open lease back and returns how many came back; -1 when it is not open any more. */
export async function returnLease(db: Db, leaseId: string, amount: bigint): Promise<bigint> {
  const [row] = await db.execute<{ amount: string }>(
    sql`select budget_return(${leaseId}::uuid, ${String(amount)}::bigint, false)::text as amount`,
  );
  return BigInt(row?.amount ?? 0);
}

/** Ends a lease from which nothing is to be settled any more: everything else goes back. Twice is harmless. */
export async function closeLease(db: Db, leaseId: string): Promise<void> {
  await db.execute(sql`select budget_return(${leaseId}::uuid, 0, true)`);
}

/** Leases of a process that are not closed. */
export async function listLeasesOf(db: Db, node: string): Promise<string[]> {
  const rows = await db
    .select({ id: budgetLeases.id })
    .from(budgetLeases)
    .where(and(eq(budgetLeases.node, node), ne(budgetLeases.state, "closed")));
  return rows.map(({ id }) => id);
}

/** Says that somebody lives who holds leases. Returns those that are open, and how many processes have open leases. */
export async function keepLeases(db: Db, ids: readonly string[]) {
  const kept = await db.execute<{ id: string }>(sql`
    update ${budgetLeases} set expires_at = ${inTwoMinutes}
     where id in (select id from ${budgetLeases} where id = any(${`{${ids.join(",")}}`}::uuid[]) and state = 'open' order by id for update)
    returning id::text as id`);
  const [row] = await db
    .select({ nodes: sql`count(distinct ${budgetLeases.node})`.mapWith(Number) })
    .from(budgetLeases)
    .where(eq(budgetLeases.state, "open"));
  return { open: new Set(kept.map(({ id }) => id)), nodes: row?.nodes ?? 0 };
}

/** Leases of processes that nobody heard of for two minutes: nothing is granted to them any more. */
export async function suspendLeases(db: Db): Promise<void> {
  await db.execute(sql`
    update ${budgetLeases} set state = 'suspense', expires_at = now()
     where id in (select id from ${budgetLeases}
                   where state = 'open' and expires_at < now() order by id for update skip locked)`);
}

/** Leases that have been in suspense for ten minutes. */
export async function listAbandonedLeases(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: budgetLeases.id })
    .from(budgetLeases)
    .where(and(eq(budgetLeases.state, "suspense"), lt(budgetLeases.expiresAt, sql`now() - interval '10 minutes'`)))
    .orderBy(budgetLeases.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}
