import { type AnyColumn, and, asc, eq, exists, gt, inArray, isNull, like, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { containing } from "@/db/like-pattern";
import { accounts, users } from "@/db/schema/identity";
import { notFound } from "@/server/kernel";
import { summaryOf } from "../account";
import { type AccountSummary, foldName } from "../contract";

export type AccountRow = typeof accounts.$inferSelect;

/** Organisations that somebody made after a moment, also deleted ones. */
export const countCreated = (
  db: Db,
  { creatorId, after }: { readonly creatorId: string; readonly after: Date },
): Promise<number> => db.$count(accounts, and(eq(accounts.creatorId, creatorId), gt(accounts.createdAt, after)));

/** `null` when the name is taken, or once was. */
export async function insertAccount(
  db: Db,
  values: Omit<typeof accounts.$inferInsert, "nameFolded">,
): Promise<AccountRow | null> {
  const nameFolded = foldName(values.name);
  const [row] = await db
    .insert(accounts)
    .values({ ...values, nameFolded })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
}

/** Summaries by id, in one round trip; also of deleted accounts, whose names old rows still need. */
export async function findAccounts(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, AccountSummary>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.select().from(accounts).where(inArray(accounts.id, wanted));
  return new Map(rows.map((row) => [row.id, summaryOf(row)]));
}

/** The user or organisation of that name, in whatever case it is written; `null` for nobody and for a deleted one. */
export async function findAccountByName(db: Db, name: string): Promise<AccountSummary | null> {
  const row = await findAccountRow(db, name);
  return row && row.deletedAt === null ? summaryOf(row) : null;
}

/** The same for many names in one round trip, by name in lower case. */
export async function findAccountsByName(
  db: Db,
  names: readonly string[],
): Promise<ReadonlyMap<string, AccountSummary>> {
  const folded = [...new Set(names.map(foldName))];
  if (folded.length === 0) return new Map();
  const isNamed = and(inArray(accounts.nameFolded, folded), isNull(accounts.deletedAt));
  const rows = await db.select().from(accounts).where(isNamed);
  return new Map(rows.map((row) => [row.nameFolded, summaryOf(row)]));
}

/** Also finds deleted accounts; purged ones are gone. */
export async function findAccountRow(db: Db, name: string): Promise<AccountRow | null> {
  const where = and(eq(accounts.nameFolded, foldName(name)), isNull(accounts.purgedAt));
  const [row] = await db.select().from(accounts).where(where);
  return row ?? null;
}

/** Whether an account has this name, or had it until it was purged: nobody else gets it. */
export async function isNameOfAccount(db: Db, name: string): Promise<boolean> {
  const isNamed = eq(accounts.nameFolded, foldName(name));
  return (await db.select({ id: accounts.id }).from(accounts).where(isNamed)).length > 0;
}

/** For lists of other contexts: the rows whose account is there. */
export const ofLivingAccount = (accountId: AnyColumn): SQL =>
  exists(sql`(select 1 from ${accounts} where ${accounts.id} = ${accountId} and ${isNull(accounts.deletedAt)})`);

type Changes = Partial<typeof accounts.$inferInsert> & Pick<AccountRow, "updatedAt">;

export async function updateAccount(db: Db, id: string, changes: Changes): Promise<AccountRow> {
  const [row] = await db.update(accounts).set(changes).where(eq(accounts.id, id)).returning();
  if (!row) throw notFound("Account", id);
  return row;
}

/** Also gets deleted and purged accounts. */
export async function getAccountRow(db: Db, id: string): Promise<AccountRow> {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, id));
  if (!row) throw notFound("Account", id);
  return row;
}

/** Makes changes to who belongs to an account happen one after the other. */
export async function lockAccount(db: Db, id: string): Promise<AccountRow> {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, id)).for("update");
  if (!row) throw notFound("Account", id);
  return row;
}

interface Search {
  readonly search: string;
  readonly kind: AccountSummary["kind"] | undefined;
  readonly limit: number;
}

/** Active accounts whose name or display name contains the text; names that start with it come first. */
export async function searchAccounts(db: Db, { search, kind, limit }: Search): Promise<AccountSummary[]> {
  const folded = foldName(search);
  const filters: (SQL | undefined)[] = [
    isNull(accounts.deletedAt),
    isNull(users.disabledAt),
    or(like(accounts.nameFolded, containing(folded)), like(sql`lower(${accounts.displayName})`, containing(folded))),
    kind && eq(accounts.kind, kind),
  ];
  const rows = await db
    .select({ account: accounts })
    .from(accounts)
    .leftJoin(users, eq(users.id, accounts.id))
    .where(and(...filters))
    .orderBy(sql`starts_with(${accounts.nameFolded}, ${folded}) desc`, asc(accounts.nameFolded))
    .limit(limit);
  return rows.map(({ account }) => summaryOf(account));
}

/** How many users and organisations there are, deleted ones left out. */
export async function countAccounts(db: Db): Promise<{ readonly users: number; readonly organizations: number }> {
  const rows = await db
    .select({ kind: accounts.kind, count: sql`count(*)`.mapWith(Number) })
    .from(accounts)
    .where(isNull(accounts.deletedAt))
    .groupBy(accounts.kind);
  const countOf = (kind: AccountRow["kind"]) => rows.find((row) => row.kind === kind)?.count ?? 0;
  return { users: countOf("user"), organizations: countOf("organization") };
}
