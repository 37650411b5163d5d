import {
  and,
  arrayContains,
  arrayOverlaps,
  desc,
  eq,
  getTableColumns,
  inArray,
  isNotNull,
  isNull,
  like,
  ne,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Db } from "@/db/client";
import { containing } from "@/db/like-pattern";
import { accounts, sessions, users } from "@/db/schema/identity";
import { notFound, type PlatformRole, type Slice } from "@/server/kernel";
import { foldName } from "../contract";
import type { AccountRow } from "./accounts";

type Private = Pick<typeof users.$inferSelect, "email" | "passwordHash" | "platformRoles" | "disabledAt">;
export type UserRow = AccountRow & Private;

const columns = {
  ...getTableColumns(accounts),
  email: users.email,
  passwordHash: users.passwordHash,
  platformRoles: users.platformRoles,
  disabledAt: users.disabledAt,
};

const selectUsers = (db: Db, where: SQL | undefined) =>
  db.select(columns).from(users).innerJoin(accounts, eq(accounts.id, users.id)).where(where);

/** `false` when the address belongs to another account. */
export async function insertUser(db: Db, values: Omit<typeof users.$inferInsert, "emailFolded">): Promise<boolean> {
  const emailFolded = foldName(values.email);
  const rows = await db
    .insert(users)
    .values({ ...values, emailFolded })
    .onConflictDoNothing()
    .returning();
  return rows.length > 0;
}

export async function getUser(db: Db, id: string): Promise<UserRow> {
  const [row] = await selectUsers(db, eq(users.id, id));
  if (!row) throw notFound("User", id);
  return row;
}

/** Those of the users that are there; also disabled and deleted ones. */
export const findUsers = (db: Db, ids: readonly string[]): Promise<UserRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : selectUsers(db, inArray(users.id, [...ids]));

/** Whether one of them is a user who is kept out. */
export const isAnyDisabled = async (db: Db, ids: readonly string[]): Promise<boolean> =>
  (await db.$count(users, and(inArray(users.id, [...ids]), isNotNull(users.disabledAt)))) > 0;

/** Also gets disabled and deleted users. */
export async function getUserByName(db: Db, username: string): Promise<UserRow> {
  const row = await findUserByName(db, username);
  if (!row) throw notFound("User", username);
  return row;
}

export async function findUserByName(db: Db, username: string): Promise<UserRow | null> {
  const where = and(eq(accounts.nameFolded, foldName(username)), isNull(accounts.purgedAt));
  const [row] = await selectUsers(db, where);
  return row ?? null;
}

/** By user name or email address; also finds disabled and deleted users. */
export async function findUserByLogin(db: Db, login: string): Promise<UserRow | null> {
  const folded = foldName(login);
  const byLogin = or(eq(accounts.nameFolded, folded), eq(users.emailFolded, folded));
  const [row] = await selectUsers(db, and(byLogin, isNull(accounts.purgedAt)));
  return row ?? null;
}

/** `false` when the address belongs to another account. */
export async function setEmail(db: Db, userId: string, { email, now }: { email: string; now: Date }): Promise<boolean> {
  const emailFolded = foldName(email);
  const taken = db
    .select()
    .from(users)
    .where(and(eq(users.emailFolded, emailFolded), ne(users.id, userId)));
  const rows = await db
    .update(users)
    .set({ email, emailFolded, updatedAt: now })
    .where(and(eq(users.id, userId), sql`not exists ${taken}`))
    .returning();
  return rows.length > 0;
}

type Changes = Partial<typeof users.$inferInsert> & { readonly updatedAt: Date };

export async function updateUser(db: Db, id: string, changes: Changes): Promise<void> {
  await db.update(users).set(changes).where(eq(users.id, id));
}

/** Makes changes to platform roles happen one after the other, and counts who else could still give them. */
export async function countOtherPlatformOwners(db: Db, userId: string): Promise<number> {
  const isActiveOwner = and(arrayContains(users.platformRoles, ["owner"]), isNull(users.disabledAt));
  const rows = await db
    .select({ id: users.id, deletedAt: accounts.deletedAt })
    .from(users)
    .innerJoin(accounts, eq(accounts.id, users.id))
    .where(isActiveOwner)
    .orderBy(users.id)
    .for("update");
  return rows.filter(({ id, deletedAt }) => id !== userId && deletedAt === null).length;
}

const MAX_STAFF = 100;

/** People with one of these roles on the installation who can sign in, longest there first. */
export async function listStaff(db: Db, roles: readonly PlatformRole[]): Promise<readonly string[]> {
  const isActive = and(isNull(accounts.deletedAt), isNull(users.disabledAt));
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .innerJoin(accounts, eq(accounts.id, users.id))
    .where(and(arrayOverlaps(users.platformRoles, [...roles]), isActive))
    .orderBy(users.id)
    .limit(MAX_STAFF);
  return rows.map(({ id }) => id);
}

export const hasAnyUser = async (db: Db): Promise<boolean> =>
  (await db.select({ id: users.id }).from(users).limit(1)).length > 0;

interface Asked extends Slice {
  readonly search: string | undefined;
  readonly state: "active" | "disabled" | "deleted" | undefined;
}

const STATES = {
  active: and(isNull(accounts.deletedAt), isNull(users.disabledAt)),
  disabled: and(isNull(accounts.deletedAt), isNotNull(users.disabledAt)),
  deleted: isNotNull(accounts.deletedAt),
};

/** Newest first, with the moment each was last seen. */
export async function listUserRows(db: Db, { after, limit, search, state }: Asked) {
  const { createdAt, id } = accounts;
  const pattern = containing(foldName(search ?? ""));
  const seenAt = sql<
    string | null
  >`(select max(${sessions.seenAt}) from ${sessions} where ${sessions.userId} = ${users.id})`;
  const filters = [
    isNull(accounts.purgedAt),
    search ? or(like(accounts.nameFolded, pattern), like(users.emailFolded, pattern)) : undefined,
    state && STATES[state],
    after ? sql`(${createdAt}, ${id}) < (${after.sort}::timestamptz, ${after.id}::uuid)` : undefined,
  ];
  return db
    .select({ ...columns, seenAt })
    .from(users)
    .innerJoin(accounts, eq(accounts.id, users.id))
    .where(and(...filters))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}
