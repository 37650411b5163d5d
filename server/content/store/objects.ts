import { and, eq, exists, inArray, isNotNull, lt, not, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { objectLinks, objects } from "@/db/schema/content";
import { proposedObjects } from "@/db/schema/content/proposed";
import type { Ctx } from "@/server/kernel";

/** A removal that has taken this long was interrupted: somebody else may finish or cancel it. */
const STUCK_MS = 10 * 60_000;

/** Keeps the collector away from an object that is about to be linked; `false` while its bytes are being removed. */
export async function touchObject(ctx: Ctx, { oid, size }: { oid: string; size?: number }): Promise<boolean> {
  const now = ctx.now();
  const rows = await ctx.db
    .insert(objects)
    .values({ oid, size: size ?? 0, touchedAt: now })
    .onConflictDoUpdate({
      target: objects.oid,
      set: { touchedAt: now, removingAt: null, ...(size !== undefined && { size }) },
      setWhere: notBeingRemoved(now),
    })
    .returning({ oid: objects.oid });
  return rows.length > 0;
}

const notBeingRemoved = (now: Date) =>
  sql`coalesce(${objects.removingAt}, 'epoch') < ${new Date(now.getTime() - STUCK_MS).toISOString()}::timestamptz`;

export const putLink = (ctx: Ctx, { repoId, oid }: { repoId: string; oid: string }) =>
  ctx.db.insert(objectLinks).values({ repoId, oid, createdAt: ctx.now() }).onConflictDoNothing();

interface Copied {
  readonly fromRepoId: string;
  readonly toRepoId: string;
  readonly oids: readonly string[];
}

/** An object with a link is never being removed, so the copies need no look at it. */
export async function copyLinkRows(ctx: Ctx, { fromRepoId, toRepoId, oids }: Copied): Promise<void> {
  const source = ctx.db
    .select({
      repoId: sql<string>`${toRepoId}::uuid`.as("repo_id"),
      oid: objectLinks.oid,
      createdAt: sql<Date>`${ctx.now().toISOString()}::timestamptz`.as("created_at"),
    })
    .from(objectLinks)
    .where(and(eq(objectLinks.repoId, fromRepoId), inArray(objectLinks.oid, [...oids])));
  await ctx.db.insert(objectLinks).select(source).onConflictDoNothing();
}

/** Those of the objects that the repository may read, with their sizes. */
export async function findLinkedSizes(db: Db, repoId: string, oids: readonly string[]): Promise<Map<string, number>> {
  if (oids.length === 0) return new Map();
  const rows = await db
    .select({ oid: objects.oid, size: objects.size })
    .from(objectLinks)
    .innerJoin(objects, eq(objects.oid, objectLinks.oid))
    .where(and(eq(objectLinks.repoId, repoId), inArray(objectLinks.oid, [...oids])));
  return new Map(rows.map(({ oid, size }) => [oid, size]));
}

/** When the repository got each of these objects; what it does not have is absent. */
export async function findLinkMoments(db: Db, repoId: string, oids: readonly string[]): Promise<Map<string, Date>> {
  if (oids.length === 0) return new Map();
  const rows = await db
    .select({ oid: objectLinks.oid, at: objectLinks.createdAt })
    .from(objectLinks)
    .where(and(eq(objectLinks.repoId, repoId), inArray(objectLinks.oid, [...oids])));
  return new Map(rows.map(({ oid, at }) => [oid, at]));
}

/** The repository may read these no more; the bytes stay until the collector finds them without links. */
export async function dropLinks(ctx: Ctx, { repoId, oids }: { repoId: string; oids: readonly string[] }) {
  if (oids.length === 0) return;
  await ctx.db
    .update(objects)
    .set({ touchedAt: ctx.now() })
    .where(inArray(objects.oid, [...oids]));
  await ctx.db.delete(objectLinks).where(and(eq(objectLinks.repoId, repoId), inArray(objectLinks.oid, [...oids])));
}

/** Bytes of the objects that each repository may read; a repository without objects is absent. */
export async function sumBytes(db: Db, repoIds: readonly string[]): Promise<Map<string, number>> {
  if (repoIds.length === 0) return new Map();
  const rows = await db
    .select({ repoId: objectLinks.repoId, bytes: sql<number>`sum(${objects.size})`.mapWith(Number) })
    .from(objectLinks)
    .innerJoin(objects, eq(objects.oid, objectLinks.oid))
    .where(inArray(objectLinks.repoId, [...repoIds]))
    .groupBy(objectLinks.repoId);
  return new Map(rows.map(({ repoId, bytes }) => [repoId, bytes]));
}

/** The repository may read nothing any more; the bytes stay until the collector finds them without links. */
export async function removeLinks(ctx: Ctx, repoId: string): Promise<void> {
  const linked = ctx.db.select({ oid: objectLinks.oid }).from(objectLinks).where(eq(objectLinks.repoId, repoId));
  await ctx.db.update(objects).set({ touchedAt: ctx.now() }).where(inArray(objects.oid, linked));
  await ctx.db.delete(objectLinks).where(eq(objectLinks.repoId, repoId));
}

/** Takes objects that nobody links, proposes, or has touched since then; nobody can link what was taken. */
export async function takeUnlinked(ctx: Ctx, before: Date): Promise<string[]> {
  const now = ctx.now();
  const linked = ctx.db.select({ one: sql`1` }).from(objectLinks).where(eq(objectLinks.oid, objects.oid));
  const proposed = ctx.db.select({ one: sql`1` }).from(proposedObjects).where(eq(proposedObjects.oid, objects.oid));
  const candidates = ctx.db
    .select({ oid: objects.oid })
    .from(objects)
    .where(and(lt(objects.touchedAt, before), notBeingRemoved(now), not(exists(linked)), not(exists(proposed))))
    .limit(500);
  const taken = await ctx.db
    .update(objects)
    .set({ removingAt: now })
    .where(and(inArray(objects.oid, candidates), lt(objects.touchedAt, before), notBeingRemoved(now)))
    .returning({ oid: objects.oid });
  return taken.map(({ oid }) => oid);
}

/** Ends the removal of an object that was taken. */
export const forgetObject = (db: Db, oid: string) =>
  db.delete(objects).where(and(eq(objects.oid, oid), isNotNull(objects.removingAt)));

/** Those of the objects that have a row. */
export async function findKnown(db: Db, oids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ oid: objects.oid })
    .from(objects)
    .where(inArray(objects.oid, [...oids]));
  return new Set(rows.map(({ oid }) => oid));
}

/** Repositories that have the object whole. */
export async function listLinked(db: Db, oid: string): Promise<string[]> {
  const rows = await db.select({ repoId: objectLinks.repoId }).from(objectLinks).where(eq(objectLinks.oid, oid));
  return rows.map(({ repoId }) => repoId);
}
