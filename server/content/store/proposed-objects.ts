import { and, asc, eq, gt, inArray, lt, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { proposedObjects } from "@/db/schema/content/proposed";
import { xetFiles, xetLinks } from "@/db/schema/content/xet";
import type { Ctx } from "@/server/kernel";

export type ProposedRow = typeof proposedObjects.$inferSelect;

interface Proposed extends Pick<ProposedRow, "repoId" | "userId"> {
  readonly oid: string | null;
  readonly fileHash: string | null;
}

/** In the transaction that links it. Sent again, it is proposed anew. */
export async function putProposed(ctx: Ctx, { repoId, oid, fileHash, userId }: Proposed): Promise<void> {
  const isSame = or(
    oid === null ? undefined : eq(proposedObjects.oid, oid),
    fileHash === null ? undefined : eq(proposedObjects.fileHash, fileHash),
  );
  await ctx.db.delete(proposedObjects).where(and(eq(proposedObjects.repoId, repoId), isSame));
  await ctx.db
    .insert(proposedObjects)
    .values({ id: ctx.id(), repoId, oid, fileHash, userId, createdAt: ctx.now(), unlinkedAt: null });
}

interface Due {
  readonly before: Date;
  readonly after: string | null;
  readonly limit: number;
}

/** Repositories with something that was proposed before then. */
export async function listPlacesOfProposed(db: Db, { before, after, limit }: Due): Promise<string[]> {
  const rows = await db
    .selectDistinct({ repoId: proposedObjects.repoId })
    .from(proposedObjects)
    .where(and(lt(proposedObjects.createdAt, before), after === null ? undefined : gt(proposedObjects.repoId, after)))
    .orderBy(asc(proposedObjects.repoId))
    .limit(limit);
  return rows.map(({ repoId }) => repoId);
}

/** What was proposed before then, the oldest first; a Xet file by the SHA-256 that was claimed of it meanwhile. */
export async function listProposedRows(
  db: Db,
  { repoId, before, limit }: { readonly repoId: string; readonly before: Date; readonly limit: number },
): Promise<ProposedRow[]> {
  const rows = await db
    .select({ row: proposedObjects, claimed: xetLinks.oid })
    .from(proposedObjects)
    .leftJoin(
      xetLinks,
      and(eq(xetLinks.repoId, proposedObjects.repoId), eq(xetLinks.fileHash, proposedObjects.fileHash)),
    )
    .where(and(eq(proposedObjects.repoId, repoId), lt(proposedObjects.createdAt, before)))
    .orderBy(asc(proposedObjects.createdAt), asc(proposedObjects.id))
    .limit(limit);
  return rows.map(({ row, claimed }) => ({ ...row, oid: row.oid ?? claimed }));
}

export const deleteProposed = async (db: Db, ids: readonly string[]): Promise<void> => {
  await db.delete(proposedObjects).where(inArray(proposedObjects.id, [...ids]));
};

export const deleteProposedOf = async (db: Db, repoId: string): Promise<void> => {
  await db.delete(proposedObjects).where(eq(proposedObjects.repoId, repoId));
};

type Unlinked = Pick<ProposedRow, "id" | "oid" | "fileHash" | "wasWhole">;

/** Keeps how each was linked, so that it can be linked again. */
export async function setUnlinked(ctx: Ctx, rows: readonly Unlinked[]): Promise<void> {
  if (rows.length === 0) return;
  const values = sql.join(
    rows.map(
      ({ id, oid, fileHash, wasWhole }) => sql`(${id}::uuid, ${oid}::text, ${fileHash}::text, ${wasWhole}::boolean)`,
    ),
    sql`, `,
  );
  await ctx.db.execute(sql`
    update ${proposedObjects} p
       set unlinked_at = ${ctx.now().toISOString()}::timestamptz,
           oid = v.oid, file_hash = v.file_hash, was_whole = v.was_whole
      from (values ${values}) as v(id, oid, file_hash, was_whole) where p.id = v.id`);
}

interface Names {
  readonly repoId: string;
  readonly oids: readonly string[];
  readonly hashes: readonly string[];
}

const namedIn = ({ repoId, oids, hashes }: Names) =>
  and(eq(xetLinks.repoId, repoId), or(inArray(xetLinks.oid, [...oids]), inArray(xetLinks.fileHash, [...hashes])));

/** Takes Xet files from a repository, by their SHA-256 or by their own hash; which they were. */
export async function takeFileLinks(ctx: Ctx, names: Names) {
  const rows = await ctx.db
    .delete(xetLinks)
    .where(namedIn(names))
    .returning({ fileHash: xetLinks.fileHash, oid: xetLinks.oid });
  const hashes = rows.map(({ fileHash }) => fileHash);
  await ctx.db.update(xetFiles).set({ touchedAt: ctx.now() }).where(inArray(xetFiles.hash, hashes));
  return rows;
}
