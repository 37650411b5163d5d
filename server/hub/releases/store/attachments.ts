import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { releaseAttachments, releases } from "@/db/schema/hub/releases";

export type AttachmentRow = typeof releaseAttachments.$inferSelect;

/** By name. */
export const listAttachments = (db: Db, releaseIds: readonly string[]): Promise<AttachmentRow[]> =>
  releaseIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(releaseAttachments)
        .where(inArray(releaseAttachments.releaseId, [...releaseIds]))
        .orderBy(asc(releaseAttachments.name));

export async function findAttachment(db: Db, releaseId: string, name: string): Promise<AttachmentRow | null> {
  const [row] = await db
    .select()
    .from(releaseAttachments)
    .where(and(eq(releaseAttachments.releaseId, releaseId), eq(releaseAttachments.name, name)));
  return row ?? null;
}

/** `false` when the release has one of this name. */
export async function insertAttachment(db: Db, row: AttachmentRow): Promise<boolean> {
  const made = await db
    .insert(releaseAttachments)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: releaseAttachments.id });
  return made.length > 0;
}

export const deleteAttachmentRow = async (db: Db, id: string): Promise<void> => {
  await db.delete(releaseAttachments).where(eq(releaseAttachments.id, id));
};

export const countAttachmentDownload = async (db: Db, id: string): Promise<void> => {
  await db
    .update(releaseAttachments)
    .set({ downloads: sql`${releaseAttachments.downloads} + 1` })
    .where(eq(releaseAttachments.id, id));
};

/** Which files of a repository its releases have, by release and name; a file may be there several times. */
export const listUsesOfObjects = (db: Db, repoId: string, oids: readonly string[]) =>
  oids.length === 0
    ? Promise.resolve([])
    : db
        .select({ oid: releaseAttachments.oid, tag: releases.tag, name: releaseAttachments.name })
        .from(releaseAttachments)
        .innerJoin(releases, eq(releases.id, releaseAttachments.releaseId))
        .where(and(eq(releases.repoId, repoId), inArray(releaseAttachments.oid, [...oids])))
        .orderBy(asc(releases.createdAt), asc(releaseAttachments.name));

/** Those of all releases of a repository. */
export const listAttachmentsOfRepo = (db: Db, repoId: string): Promise<{ readonly id: string }[]> =>
  db
    .select({ id: releaseAttachments.id })
    .from(releaseAttachments)
    .innerJoin(releases, eq(releases.id, releaseAttachments.releaseId))
    .where(eq(releases.repoId, repoId));
