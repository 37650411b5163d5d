import { and, asc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { spaceSecrets, spaceSettings, spaceVariables } from "@/db/schema/spaces";
import { type Ctx, DomainError } from "@/server/kernel";

export type SpaceSettingsRow = typeof spaceSettings.$inferSelect;

export async function findSettings(db: Db, repoId: string): Promise<SpaceSettingsRow | null> {
  const [row] = await db.select().from(spaceSettings).where(eq(spaceSettings.repoId, repoId));
  return row ?? null;
}

type Fields = Omit<SpaceSettingsRow, "repoId" | "createdAt" | "updatedAt">;
/** What is undefined stays. */
type Change = { readonly [K in keyof Fields]?: Fields[K] | undefined };

export async function putSettings(ctx: Ctx, repoId: string, change: Change): Promise<SpaceSettingsRow> {
  const now = ctx.now();
  const [row] = await ctx.db
    .insert(spaceSettings)
    .values({ repoId, createdAt: now, updatedAt: now, ...change })
    .onConflictDoUpdate({ target: spaceSettings.repoId, set: { ...change, updatedAt: now } })
    .returning();
  if (!row) throw new Error("upsert into space_settings returned no row");
  return row;
}

const MAX_KEYS = 200;

/** Of one space; two at the same moment come one after the other. */
async function assertRoom(db: Db, table: typeof spaceSecrets | typeof spaceVariables, repoId: string) {
  await lockFor(db, "spaces.keys", repoId);
  const count = await db.$count(table, eq(table.repoId, repoId));
  if (count < MAX_KEYS) return;
  throw new DomainError("quota_exceeded", `A space has at most ${MAX_KEYS} of them`, { reason: "too_many_keys" });
}

interface NewSecret {
  readonly repoId: string;
  readonly key: string;
  readonly sealed: string;
  readonly description: string;
}

/** Call it in a transaction. Throws `quota_exceeded` (`too_many_keys`). */
export async function putSecretRow(ctx: Ctx, { repoId, key, sealed, description }: NewSecret): Promise<void> {
  await assertRoom(ctx.db, spaceSecrets, repoId);
  const set = { sealed, description, updatedAt: ctx.now() };
  await ctx.db
    .insert(spaceSecrets)
    .values({ repoId, key, ...set })
    .onConflictDoUpdate({ target: [spaceSecrets.repoId, spaceSecrets.key], set });
}

export const listSecretRows = (db: Db, repoId: string) =>
  db
    .select({ key: spaceSecrets.key, description: spaceSecrets.description, updatedAt: spaceSecrets.updatedAt })
    .from(spaceSecrets)
    .where(eq(spaceSecrets.repoId, repoId))
    .orderBy(asc(spaceSecrets.key));

export async function deleteSecretRow(db: Db, { repoId, key }: { repoId: string; key: string }): Promise<void> {
  await db.delete(spaceSecrets).where(and(eq(spaceSecrets.repoId, repoId), eq(spaceSecrets.key, key)));
}

interface NewVariable {
  readonly repoId: string;
  readonly key: string;
  readonly value: string;
  readonly description: string;
}

/** Call it in a transaction. Throws `quota_exceeded` (`too_many_keys`). */
export async function putVariableRow(ctx: Ctx, { repoId, key, value, description }: NewVariable): Promise<void> {
  await assertRoom(ctx.db, spaceVariables, repoId);
  const set = { value, description, updatedAt: ctx.now() };
  await ctx.db
    .insert(spaceVariables)
    .values({ repoId, key, ...set })
    .onConflictDoUpdate({ target: [spaceVariables.repoId, spaceVariables.key], set });
}

export const listVariableRows = (db: Db, repoId: string) =>
  db
    .select({
      key: spaceVariables.key,
      value: spaceVariables.value,
      description: spaceVariables.description,
      updatedAt: spaceVariables.updatedAt,
    })
    .from(spaceVariables)
    .where(eq(spaceVariables.repoId, repoId))
    .orderBy(asc(spaceVariables.key));

export async function deleteVariableRow(db: Db, { repoId, key }: { repoId: string; key: string }): Promise<void> {
  await db.delete(spaceVariables).where(and(eq(spaceVariables.repoId, repoId), eq(spaceVariables.key, key)));
}

/** For a repository that is gone for good. */
export async function deleteAllOf(db: Db, repoId: string): Promise<void> {
  await db.delete(spaceSecrets).where(eq(spaceSecrets.repoId, repoId));
  await db.delete(spaceVariables).where(eq(spaceVariables.repoId, repoId));
  await db.delete(spaceSettings).where(eq(spaceSettings.repoId, repoId));
}
