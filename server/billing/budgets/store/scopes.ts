import { and, eq, gte, inArray, lt, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accountBalances, usageEvents } from "@/db/schema/billing";
import { budgetScopes, budgets } from "@/db/schema/billing/budgets";
import type { Period } from "../period";

export type BudgetRow = typeof budgets.$inferSelect;
export type ScopeRow = typeof budgetScopes.$inferSelect;
/** Whose money a budget limits. */
export type Subject = Pick<BudgetRow, "kind" | "ref" | "ownerId">;
export type BudgetName = Pick<BudgetRow, "kind" | "ref" | "ownerId" | "period" | "currency">;

const ofSubject = ({ kind, ref, ownerId }: Subject) =>
  and(eq(budgets.kind, kind), eq(budgets.ref, ref), eq(budgets.ownerId, ownerId));

/** All budgets of some subjects in a currency. */
export const listBudgets = (db: Db, subjects: readonly Subject[], currency: string): Promise<BudgetRow[]> =>
  subjects.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(budgets)
        .where(and(or(...subjects.map(ofSubject)), eq(budgets.currency, currency)));

interface OfOwner {
  readonly ownerId: string;
  readonly kinds: readonly BudgetRow["kind"][];
  /** Of these subjects only. */
  readonly refs: readonly string[] | undefined;
  readonly currency: string;
  readonly after: { readonly sort: string; readonly id: string } | null;
  readonly limit: number;
}

/** Who has a budget in what an owner spends, by kind and id. */
export async function listSubjects(db: Db, asked: OfOwner): Promise<Subject[]> {
  const { ownerId, kinds, refs, currency, after, limit } = asked;
  const { kind, ref } = budgets;
  return db
    .selectDistinct({ kind, ref, ownerId: budgets.ownerId })
    .from(budgets)
    .where(
      and(
        ...[eq(budgets.ownerId, ownerId), eq(budgets.currency, currency), inArray(kind, [...kinds])],
        refs && inArray(ref, [...refs]),
        after ? sql`(${kind}, ${ref}) > (${after.sort}, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(kind, ref)
    .limit(limit);
}

const isBudget = (name: BudgetName) =>
  and(ofSubject(name), eq(budgets.period, name.period), eq(budgets.currency, name.currency));

/** Writes a budget. Returns whether there was none before. */
export async function putBudgetRow(db: Db, row: BudgetRow): Promise<boolean> {
  const inserted = await db.insert(budgets).values(row).onConflictDoNothing().returning({ ref: budgets.ref });
  if (inserted.length > 0) return true;
  const { mode, lim, updatedAt } = row;
  await db.update(budgets).set({ mode, lim, updatedAt }).where(isBudget(row));
  return false;
}

export async function deleteBudgetRow(db: Db, name: BudgetName): Promise<void> {
  await db.delete(budgets).where(isBudget(name));
}

export async function deleteBudgetsOf(db: Db, subject: Subject): Promise<void> {
  await db.delete(budgets).where(ofSubject(subject));
}

export type ScopeName = BudgetName & Pick<ScopeRow, "periodStart">;

const isScope = (name: ScopeName) =>
  and(
    eq(budgetScopes.kind, name.kind),
    eq(budgetScopes.ref, name.ref),
    eq(budgetScopes.ownerId, name.ownerId),
    eq(budgetScopes.period, name.period),
    eq(budgetScopes.currency, name.currency),
    eq(budgetScopes.periodStart, name.periodStart),
  );

/** The rows of these periods that there are. */
export const findScopes = (db: Db, names: readonly ScopeName[]): Promise<ScopeRow[]> =>
  names.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(budgetScopes)
        .where(or(...names.map(isScope)));

export const listScopes = (db: Db, ids: readonly number[]): Promise<ScopeRow[]> =>
  db
    .select()
    .from(budgetScopes)
    .where(inArray(budgetScopes.id, [...ids]));

/** The row, locked until the end of the transaction. */
export async function lockScope(db: Db, name: ScopeName): Promise<ScopeRow | null> {
  const [row] = await db.select().from(budgetScopes).where(isScope(name)).for("update");
  return row ?? null;
}

type NewScope = BudgetRow & { readonly period: BudgetRow["period"]; readonly times: Period; readonly spent: bigint };

/** Opens a budget in one of its periods; somebody else who did it at the same moment is right as well. */
export async function insertScope(db: Db, { times, createdAt: _, updatedAt: __, ...scope }: NewScope): Promise<void> {
  const isOver = scope.mode === "hard" && scope.spent > scope.lim;
  await db
    .insert(budgetScopes)
    .values({
      ...scope,
      ...{ periodStart: times.start, periodEnd: times.end },
      ...(isOver && { lim: scope.spent, limTarget: scope.lim }),
    })
    .onConflictDoNothing();
}

interface Limit extends Pick<ScopeRow, "id" | "mode" | "lim"> {
  /** What was spent, where the row did not follow; `null` leaves it. */
  readonly spent: bigint | null;
}

/** Another limit of a locked scope: at once as far as it can be, the rest follows as leases come back. */
export async function limitScope(db: Db, { id, mode, lim, spent }: Limit): Promise<void> {
  await db.execute(
    sql`select budget_limit(${id}::bigint, ${String(lim)}::bigint, ${mode}, ${spent === null ? null : String(spent)}::bigint)`,
  );
}

/** What a key used in a period, in nano-units. */
export async function usageOfKey(db: Db, { ref, ownerId }: Subject, { start, end }: Period): Promise<bigint> {
  const [row] = await db
    .select({ cost: sql<string>`coalesce(sum(${usageEvents.cost}), 0)::text` })
    .from(usageEvents)
    .where(
      and(
        eq(usageEvents.ownerId, ownerId),
        eq(usageEvents.keyId, ref),
        gte(usageEvents.occurredAt, start),
        end === null ? undefined : lt(usageEvents.occurredAt, end),
      ),
    );
  return BigInt(row?.cost ?? 0);
}

/** Balance of an account, which nobody changes until the transaction ends. */
export async function lockBalance(db: Db, accountId: string): Promise<bigint> {
  await db.insert(accountBalances).values({ accountId, balance: 0n }).onConflictDoNothing();
  const [row] = await db
    .select({ balance: accountBalances.balance })
    .from(accountBalances)
    .where(eq(accountBalances.accountId, accountId))
    .for("update");
  return row?.balance ?? 0n;
}
