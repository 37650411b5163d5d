import { and, desc, eq, isNull, lte, notExists, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accessTokens, sshKeys } from "@/db/schema/identity";
import { notFound, type Slice } from "@/server/kernel";

export type SshKeyRow = typeof sshKeys.$inferSelect;

/** `null` when somebody has that key already. */
export async function insertSshKey(db: Db, values: typeof sshKeys.$inferInsert): Promise<SshKeyRow | null> {
  const [row] = await db.insert(sshKeys).values(values).onConflictDoNothing().returning();
  return row ?? null;
}

/** Whose keys: a person's own ones, or the deploy keys of a repository. */
export type KeyRing = { readonly userId: string } | { readonly repoId: string };

const on = (ring: KeyRing): SQL | undefined =>
  "repoId" in ring ? eq(sshKeys.repoId, ring.repoId) : and(eq(sshKeys.userId, ring.userId), isNull(sshKeys.repoId));

/** Newest first. */
export async function listSshKeyRows(db: Db, ring: KeyRing, { after, limit }: Slice): Promise<SshKeyRow[]> {
  const { createdAt, id } = sshKeys;
  const from = after ? sql`(${createdAt}, ${id}) < (${after.sort}::timestamptz, ${after.id}::uuid)` : undefined;
  return db
    .select()
    .from(sshKeys)
    .where(and(on(ring), from))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}

/** Throws `not_found` for a key that hangs on another ring. */
export async function removeSshKey(db: Db, id: string, ring: KeyRing): Promise<SshKeyRow> {
  const [row] = await db
    .delete(sshKeys)
    .where(and(eq(sshKeys.id, id), on(ring)))
    .returning();
  if (!row) throw notFound("SSH key", id);
  return row;
}

/** The key with this fingerprint or id; `null` when nobody has it, or when the token that added it has expired. */
export async function findSshKey(
  db: Db,
  by: { readonly fingerprint: string } | { readonly id: string },
  now: Date,
): Promise<SshKeyRow | null> {
  const maker = db
    .select()
    .from(accessTokens)
    .where(and(eq(accessTokens.id, sshKeys.madeBy), lte(accessTokens.expiresAt, now)));
  const [row] = await db
    .select()
    .from(sshKeys)
    .where(and("id" in by ? eq(sshKeys.id, by.id) : eq(sshKeys.fingerprint, by.fingerprint), notExists(maker)));
  return row ?? null;
}

const MINUTE_MS = 60_000;

/** Keeps when the key was last used, to the minute. */
export async function noteSshKeyUse(db: Db, { id, lastUsedAt }: SshKeyRow, now: Date): Promise<void> {
  if (now.getTime() - (lastUsedAt?.getTime() ?? 0) < MINUTE_MS) return;
  await db.update(sshKeys).set({ lastUsedAt: now }).where(eq(sshKeys.id, id));
}

export const countSshKeys = (db: Db, ring: KeyRing): Promise<number> => db.$count(sshKeys, on(ring));

/** Of a repository that is gone for good. */
export async function deleteDeployKeysOf(db: Db, repoId: string): Promise<void> {
  await db.delete(sshKeys).where(eq(sshKeys.repoId, repoId));
}

export async function deleteSshKeysOf(db: Db, userId: string): Promise<void> {
  await db.delete(sshKeys).where(eq(sshKeys.userId, userId));
}
