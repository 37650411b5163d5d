import { and, desc, eq, inArray, lt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { directUploads } from "@/db/schema/content";
import { type Ctx, newRow } from "@/server/kernel";

export type DirectUploadRow = typeof directUploads.$inferSelect;

export async function insertDirectUpload(
  ctx: Ctx,
  upload: Pick<DirectUploadRow, "repoId" | "oid" | "size" | "storeKey" | "storeUploadId" | "proposerId">,
): Promise<void> {
  await ctx.db.insert(directUploads).values({ ...newRow(ctx), ...upload });
}

/** A client that lost its answers asks for one link after another; older ones than these are not waited for. */
const MOST_PER_CALL = 1_000;

/** Newest first. */
export const findDirectUploads = (db: Db, repoId: string, oids: readonly string[]): Promise<DirectUploadRow[]> =>
  oids.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(directUploads)
        .where(and(eq(directUploads.repoId, repoId), inArray(directUploads.oid, [...oids])))
        .orderBy(desc(directUploads.id))
        .limit(MOST_PER_CALL);

export const deleteDirectUpload = (db: Db, id: string) => db.delete(directUploads).where(eq(directUploads.id, id));

export const deleteDirectUploadsBefore = (db: Db, before: Date) =>
  db.delete(directUploads).where(lt(directUploads.createdAt, before));
