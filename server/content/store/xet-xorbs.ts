import { and, asc, eq, exists, inArray, isNotNull, isNull, lt, ne, not, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { xetChunks, xetFileXorbs, xetXorbs } from "@/db/schema/content/xet";
import type { Ctx } from "@/server/kernel";

/** A removal that has taken this long was interrupted: somebody else may finish or cancel it. */
const STUCK_MS = 10 * 60_000;
const BATCH = 10_000;

export type XorbRow = typeof xetXorbs.$inferSelect;
type XorbFacts = Pick<XorbRow, "hash" | "chunkCount" | "packedBytes" | "unpackedBytes">;

const notBeingRemoved = (now: Date) =>
  sql`coalesce(${xetXorbs.removingAt}, 'epoch') < ${new Date(now.getTime() - STUCK_MS).toISOString()}::timestamptz`;

/** Before its bytes are written: the collector leaves them alone. `false` while they are being removed. */
export async function beginXorb(ctx: Ctx, { hash, repoId }: { hash: string; repoId: string }): Promise<boolean> {
  const touchedAt = ctx.now();
  const rows = await ctx.db
    .insert(xetXorbs)
    .values({ hash, repoId, touchedAt })
    .onConflictDoUpdate({
      target: xetXorbs.hash,
      set: { touchedAt, removingAt: null },
      setWhere: notBeingRemoved(touchedAt),
    })
    .returning({ hash: xetXorbs.hash });
  return rows.length > 0;
}

/** Its row, locked until the transaction ends: one packing at a time is stored. `null` while it is being removed. */
export async function lockXorb(ctx: Ctx, hash: string): Promise<XorbRow | null> {
  const isLeft = and(eq(xetXorbs.hash, hash), notBeingRemoved(ctx.now()));
  const [row] = await ctx.db.select().from(xetXorbs).where(isLeft).for("update");
  return row ?? null;
}

/** Its bytes are there. `false` when the collector took it meanwhile. */
export async function finishXorb(ctx: Ctx, { hash, ...facts }: XorbFacts): Promise<boolean> {
  const now = ctx.now();
  const rows = await ctx.db
    .update(xetXorbs)
    .set({ ...facts, storedAt: now, touchedAt: now, retiredAt: null, removingAt: null })
    .where(and(eq(xetXorbs.hash, hash), notBeingRemoved(now)))
    .returning({ hash: xetXorbs.hash });
  return rows.length > 0;
}

/** Keeps stored xorbs for as long as clients may remember them; those that are there. In a transaction they stay locked. */
export async function touchXorbs(ctx: Ctx, hashes: readonly string[]): Promise<XorbRow[]> {
  const now = ctx.now();
  const alive = and(inArray(xetXorbs.hash, [...hashes]), isNotNull(xetXorbs.storedAt), notBeingRemoved(now));
  // In one order, so that two uploads that share xorbs do not wait for each other.
  await ctx.db.select({ hash: xetXorbs.hash }).from(xetXorbs).where(alive).orderBy(asc(xetXorbs.hash)).for("update");
  return ctx.db.update(xetXorbs).set({ touchedAt: now, retiredAt: null, removingAt: null }).where(alive).returning();
}

/** Those of the xorbs whose bytes are there. */
export async function findXorbs(db: Db, hashes: readonly string[]): Promise<XorbRow[]> {
  return db
    .select()
    .from(xetXorbs)
    .where(and(inArray(xetXorbs.hash, [...hashes]), isNotNull(xetXorbs.storedAt), isNull(xetXorbs.removingAt)));
}

/** Whether a file of an owner is made of it. */
export async function isXorbOf(
  db: Db,
  { hash, ownerId }: { readonly hash: string; readonly ownerId: string },
): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from xet_file_xorbs fx
     where fx.xorb_hash = ${hash} and (
       exists (select 1 from xet_links l join storage_places p on p.place_id = l.repo_id
                where l.file_hash = fx.file_hash and p.owner_id = ${ownerId} and not p.is_bucket)
       or exists (select 1 from bucket_files b join storage_places p on p.place_id = b.bucket_id
                   where b.file_hash = fx.file_hash and p.owner_id = ${ownerId}))
     limit 1`);
  return rows.length > 0;
}

export const setCounted = (db: Db, hashes: readonly string[]) =>
  db
    .update(xetXorbs)
    .set({ isCounted: true })
    .where(inArray(xetXorbs.hash, [...hashes]));

/** Where clients of an owner find chunks from now on; what is known already stays. */
export async function putChunks(db: Db, rows: readonly (typeof xetChunks.$inferInsert)[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, at) =>
    rows.slice(at * BATCH, (at + 1) * BATCH),
  );
  await Promise.all(batches.map((batch) => db.insert(xetChunks).values(batch).onConflictDoNothing()));
}

/** The xorb of an owner that holds a chunk; `null` when there is none that a client should be told of. */
export async function findChunk(
  db: Db,
  { ownerId, chunkHash }: { readonly ownerId: string; readonly chunkHash: string },
): Promise<string | null> {
  const [row] = await db
    .select({ hash: xetChunks.xorbHash })
    .from(xetChunks)
    .innerJoin(xetXorbs, eq(xetXorbs.hash, xetChunks.xorbHash))
    .where(
      and(
        eq(xetChunks.ownerId, ownerId),
        eq(xetChunks.chunkHash, chunkHash),
        isNull(xetXorbs.retiredAt),
        isNull(xetXorbs.removingAt),
      ),
    );
  return row?.hash ?? null;
}

/** Other xorbs of the files that have this one, as far as the owner's clients may be told of them. */
export async function listNeighbours(
  db: Db,
  { ownerId, xorb, limit }: { readonly ownerId: string; readonly xorb: string; readonly limit: number },
): Promise<string[]> {
  const files = db.select({ hash: xetFileXorbs.fileHash }).from(xetFileXorbs).where(eq(xetFileXorbs.xorbHash, xorb));
  const isTold = db
    .select({ one: sql`1` })
    .from(xetChunks)
    .where(and(eq(xetChunks.ownerId, ownerId), eq(xetChunks.xorbHash, xetXorbs.hash)));
  const rows = await db
    .selectDistinct({ hash: xetXorbs.hash })
    .from(xetFileXorbs)
    .innerJoin(xetXorbs, eq(xetXorbs.hash, xetFileXorbs.xorbHash))
    .where(
      and(
        inArray(xetFileXorbs.fileHash, files),
        ne(xetXorbs.hash, xorb),
        isNull(xetXorbs.retiredAt),
        isNull(xetXorbs.removingAt),
        exists(isTold),
      ),
    )
    .limit(limit);
  return rows.map(({ hash }) => hash);
}

const used = (db: Db) =>
  exists(db.select({ one: sql`1` }).from(xetFileXorbs).where(eq(xetFileXorbs.xorbHash, xetXorbs.hash)));

/** From now on no client is told of xorbs that no file has and that nobody touched since then. Returns how many. */
export async function retireXorbs(ctx: Ctx, before: Date): Promise<number> {
  const rows = await ctx.db
    .update(xetXorbs)
    .set({ retiredAt: ctx.now() })
    .where(
      and(isNull(xetXorbs.retiredAt), isNotNull(xetXorbs.storedAt), lt(xetXorbs.touchedAt, before), not(used(ctx.db))),
    )
    .returning({ hash: xetXorbs.hash });
  return rows.length;
}

interface Leftovers {
  /** Retired since then, and still used by no file. */
  readonly retiredBefore: Date;
  /** Begun and never finished. */
  readonly begunBefore: Date;
}

/** Takes xorbs whose bytes may go; nobody can use what was taken. */
export async function takeXorbs(ctx: Ctx, { retiredBefore, begunBefore }: Leftovers): Promise<string[]> {
  const now = ctx.now();
  const isLeft = or(
    and(lt(xetXorbs.retiredAt, retiredBefore), isNotNull(xetXorbs.storedAt)),
    and(isNull(xetXorbs.storedAt), lt(xetXorbs.touchedAt, begunBefore)),
  );
  const candidates = ctx.db
    .select({ hash: xetXorbs.hash })
    .from(xetXorbs)
    .where(and(isLeft, notBeingRemoved(now), not(used(ctx.db))))
    .limit(200);
  const taken = await ctx.db
    .update(xetXorbs)
    .set({ removingAt: now })
    .where(and(inArray(xetXorbs.hash, candidates), isLeft, notBeingRemoved(now), not(used(ctx.db))))
    .returning({ hash: xetXorbs.hash });
  return taken.map(({ hash }) => hash);
}

/** Ends the removal of a xorb that was taken. */
export const forgetXorb = (db: Db, hash: string) =>
  db.delete(xetXorbs).where(and(eq(xetXorbs.hash, hash), isNotNull(xetXorbs.removingAt)));

/** Those of the xorbs that have a row. */
export async function findKnownXorbs(db: Db, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ hash: xetXorbs.hash })
    .from(xetXorbs)
    .where(inArray(xetXorbs.hash, [...hashes]));
  return new Set(rows.map(({ hash }) => hash));
}
