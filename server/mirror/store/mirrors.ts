import { and, asc, desc, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { mirrors } from "@/db/schema/mirror";
import type { Keyset, Slice } from "@/server/kernel";
import type { RemotePlace } from "../place";

export type MirrorRow = typeof mirrors.$inferSelect;
export type MirrorChange = Partial<Omit<MirrorRow, "id" | "repoId" | "createdAt">>;

export async function findMirror(db: Db, id: string): Promise<MirrorRow | null> {
  const [row] = await db.select().from(mirrors).where(eq(mirrors.id, id));
  return row ?? null;
}

/** Holds the mirror until the caller's transaction ends; `null` when it is gone. */
export async function lockMirror(db: Db, id: string): Promise<MirrorRow | null> {
  const [row] = await db.select().from(mirrors).where(eq(mirrors.id, id)).for("update");
  return row ?? null;
}

/** What comes after the last one that was seen, the newest first. */
export const afterMirror = (keyset: Keyset | null) =>
  keyset
    ? sql`(${mirrors.createdAt}, ${mirrors.id}) < (${keyset.sort}::text::timestamptz, ${keyset.id}::uuid)`
    : undefined;

/** Of one repository, the newest first. */
export const listMirrorRows = (db: Db, repoId: string, slice: Slice): Promise<MirrorRow[]> =>
  db
    .select()
    .from(mirrors)
    .where(and(eq(mirrors.repoId, repoId), afterMirror(slice.after)))
    .orderBy(desc(mirrors.createdAt), desc(mirrors.id))
    .limit(slice.limit);

/** What the repository follows, or was imported from last; `null` for one that has no other side. */
export async function findPull(db: Db, repoId: string): Promise<MirrorRow | null> {
  const [row] = await db
    .select()
    .from(mirrors)
    .where(and(eq(mirrors.repoId, repoId), eq(mirrors.direction, "pull")))
    .orderBy(asc(mirrors.isOneOff), desc(mirrors.createdAt))
    .limit(1);
  return row ?? null;
}

/** Mirrors of a repository are added one after the other. Call it in a transaction. */
export const lockMirrorsOf = (db: Db, repoId: string) => lockFor(db, "mirror.mirrors", repoId);

export const countPushMirrors = (db: Db, repoId: string): Promise<number> =>
  db.$count(mirrors, and(eq(mirrors.repoId, repoId), eq(mirrors.direction, "push")));

/** Whether the repository follows something, or is still being imported. */
export async function isFollowing(db: Db, repoId: string): Promise<boolean> {
  const isOpen = or(eq(mirrors.isOneOff, false), isNull(mirrors.syncedAt));
  return (await db.$count(mirrors, and(eq(mirrors.repoId, repoId), eq(mirrors.direction, "pull"), isOpen))) > 0;
}

export const insertMirror = async (db: Db, row: MirrorRow): Promise<void> => {
  await db.insert(mirrors).values(row);
};

export const updateMirrorRow = async (db: Db, id: string, change: MirrorChange): Promise<void> => {
  await db.update(mirrors).set(change).where(eq(mirrors.id, id));
};

export const deleteMirrorRow = async (db: Db, id: string): Promise<void> => {
  await db.delete(mirrors).where(eq(mirrors.id, id));
};

export const deleteMirrorsOf = async (db: Db, repoId: string): Promise<void> => {
  await db.delete(mirrors).where(eq(mirrors.repoId, repoId));
};

/** Mirrors whose next run is due, the longest waiting first. */
export const listDueMirrors = (db: Db, { now, limit }: { readonly now: Date; readonly limit: number }) =>
  db
    .select()
    .from(mirrors)
    .where(and(eq(mirrors.isEnabled, true), lte(mirrors.nextRunAt, now)))
    .orderBy(asc(mirrors.nextRunAt))
    .limit(limit);

/** The columns by which a place is found. */
export const placeColumns = ({ source, origin, path }: RemotePlace) => ({
  ...{ source, origin, path },
  pathFolded: path.toLowerCase(),
});
