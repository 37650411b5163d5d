import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { gitHeads, refRules } from "@/db/schema/git";
import type { RefRule } from "./contract";

/** One writer of recorded heads per repository, until the transaction ends. */
export const lockHeads = (db: Db, repoId: string) => lockFor(db, "git.heads", repoId);

export async function listHeads(db: Db, repoId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.select().from(gitHeads).where(eq(gitHeads.repoId, repoId));
  return new Map(rows.map((row) => [row.ref, row.commit]));
}

interface HeadRow {
  readonly repoId: string;
  readonly ref: string;
  readonly commit: string;
  readonly recordedAt: Date;
}

export async function putHeads(db: Db, heads: readonly HeadRow[]): Promise<void> {
  if (heads.length === 0) return;
  await db
    .insert(gitHeads)
    .values([...heads])
    .onConflictDoUpdate({
      target: [gitHeads.repoId, gitHeads.ref],
      set: { commit: sql`excluded.commit`, recordedAt: sql`excluded.recorded_at` },
    });
}

export async function removeHeads(db: Db, repoId: string, refs: readonly string[]): Promise<void> {
  if (refs.length === 0) return;
  await db.delete(gitHeads).where(and(eq(gitHeads.repoId, repoId), inArray(gitHeads.ref, [...refs])));
}

export async function listRefRules(db: Db, repoId: string): Promise<RefRule[]> {
  return db
    .select({
      pattern: refRules.pattern,
      push: refRules.push,
      merge: refRules.merge,
      force: refRules.force,
      people: refRules.people,
    })
    .from(refRules)
    .where(eq(refRules.repoId, repoId))
    .orderBy(asc(refRules.pattern));
}

export async function putRefRuleRow(db: Db, repoId: string, { pattern, ...levels }: RefRule): Promise<void> {
  await db
    .insert(refRules)
    .values({ repoId, pattern, ...levels })
    .onConflictDoUpdate({ target: [refRules.repoId, refRules.pattern], set: levels });
}

/** False when the pattern has a rule, which stays as it is. */
export async function insertRefRuleRow(db: Db, repoId: string, { pattern, ...levels }: RefRule): Promise<boolean> {
  const rows = await db
    .insert(refRules)
    .values({ repoId, pattern, ...levels })
    .onConflictDoNothing({ target: [refRules.repoId, refRules.pattern] })
    .returning({ pattern: refRules.pattern });
  return rows.length > 0;
}

/** False when there was no such rule. */
export async function removeRefRuleRow(db: Db, repoId: string, pattern: string): Promise<boolean> {
  const at = and(eq(refRules.repoId, repoId), eq(refRules.pattern, pattern));
  return (await db.delete(refRules).where(at).returning({ pattern: refRules.pattern })).length > 0;
}

export async function removeRepositoryRows(db: Db, repoId: string): Promise<void> {
  await db.delete(gitHeads).where(eq(gitHeads.repoId, repoId));
  await db.delete(refRules).where(eq(refRules.repoId, repoId));
}
