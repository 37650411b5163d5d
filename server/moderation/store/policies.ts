import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { moderationPolicies, moderationVersions } from "@/db/schema/moderation";
import type { Policy } from "../contract";

const ONE = 1;

export const listPolicyRows = (db: Db): Promise<Policy[]> =>
  db.select().from(moderationPolicies).orderBy(asc(moderationPolicies.category), asc(moderationPolicies.surface));

export async function savePolicy(db: Db, policy: Policy): Promise<void> {
  const { category, surface } = moderationPolicies;
  const { action, failMode } = policy;
  await db
    .insert(moderationPolicies)
    .values(policy)
    .onConflictDoUpdate({ target: [category, surface], set: { action, failMode } });
}

export async function deletePolicy(db: Db, { category, surface }: Pick<Policy, "category" | "surface">): Promise<void> {
  const where = and(eq(moderationPolicies.category, category), eq(moderationPolicies.surface, surface));
  await db.delete(moderationPolicies).where(where);
}

export async function readVersion(db: Db): Promise<number> {
  const [row] = await db.select().from(moderationVersions).where(eq(moderationVersions.id, ONE));
  return row?.version ?? 0;
}

/** In the transaction of every change of words and policies; until it ends, nobody else changes one. */
export async function raiseVersion(db: Db): Promise<void> {
  await db
    .insert(moderationVersions)
    .values({ id: ONE, version: 1 })
    .onConflictDoUpdate({ target: moderationVersions.id, set: { version: sql`${moderationVersions.version} + 1` } });
}
