import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { sshKeys } from "@/db/schema/identity";
import { type Keyset, notFound } from "@/server/kernel";

export type SshKeyRow = typeof sshKeys.$inferSelect;

/** `null` when somebody has that key already. */
export async function insertSshKey(db: Db, values: typeof sshKeys.$inferInsert): Promise<SshKeyRow | null> {
  const [row] = await db.insert(sshKeys).values(values).onConflictDoNothing().returning();
  return row ?? null;
}

interface Slice {
  readonly after: Keyset | null;
  readonly limit: number;
}

/** Newest first. */
export async function listSshKeyRows(db: Db, userId: string, { after, limit }: Slice): Promise<SshKeyRow[]> {
  const { createdAt, id } = sshKeys;
  const from = after ? sql`(${createdAt}, ${id}) < (${after.sort}::timestamptz, ${after.id}::uuid)` : undefined;
  return db
    .select()
    .from(sshKeys)
    .where(and(eq(sshKeys.userId, userId), from))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}

/** Throws `not_found` for a key of somebody else. */
export async function removeSshKey(db: Db, { id, userId }: Pick<SshKeyRow, "id" | "userId">): Promise<SshKeyRow> {
  const [row] = await db
    .delete(sshKeys)
    .where(and(eq(sshKeys.id, id), eq(sshKeys.userId, userId)))
    .returning();
  if (!row) throw notFound("SSH key", id);
  return row;
}

export async function deleteSshKeysOf(db: Db, userId: string): Promise<void> {
  await db.delete(sshKeys).where(eq(sshKeys.userId, userId));
}
