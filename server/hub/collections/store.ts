import { type AnyColumn, and, asc, desc, eq, exists, inArray, like, ne, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { containing } from "@/db/like-pattern";
import { lockFor } from "@/db/lock-for";
import { collectionItems, collections } from "@/db/schema/hub";
import { listFilter, type Permission } from "@/server/access";
import { type Ctx, idsOfHex, newRow, type Slice } from "@/server/kernel";

export type CollectionRow = typeof collections.$inferSelect;
export type CollectionItemRow = typeof collectionItems.$inferSelect;

export async function findCollectionRow(db: Db, id: string): Promise<CollectionRow | null> {
  const [row] = await db.select().from(collections).where(eq(collections.id, id));
  return row ?? null;
}

/** Others wait with their changes until the transaction of the caller is over. */
export async function lockCollectionRow(db: Db, id: string): Promise<CollectionRow | null> {
  const [row] = await db.select().from(collections).where(eq(collections.id, id)).for("update");
  return row ?? null;
}

/** By the first 24 hexadecimal digits of its id, as they stand at the end of an address. */
export async function findCollectionRowByHex(db: Db, hex: string): Promise<CollectionRow | null> {
  const [first, last] = idsOfHex(hex);
  const [row] = await db
    .select()
    .from(collections)
    .where(sql`${collections.id} between ${first}::uuid and ${last}::uuid`)
    .limit(1);
  return row ?? null;
}

/** Until the caller's transaction ends nobody else gives a collection of this owner a title. */
export const lockCollectionTitles = (db: Db, ownerId: string) => lockFor(db, "hub.collections", ownerId);

interface Titled {
  readonly ownerId: string;
  readonly titleFolded: string;
  readonly exceptId: string;
}

export async function findCollectionByTitle(
  db: Db,
  { ownerId, titleFolded, exceptId }: Titled,
): Promise<CollectionRow | null> {
  const [row] = await db
    .select()
    .from(collections)
    .where(
      and(eq(collections.ownerId, ownerId), eq(collections.titleFolded, titleFolded), ne(collections.id, exceptId)),
    )
    .limit(1);
  return row ?? null;
}

export const insertCollection = async (db: Db, row: CollectionRow): Promise<void> => {
  await db.insert(collections).values(row);
};

export const updateCollectionRow = async (
  db: Db,
  id: string,
  change: Partial<Omit<CollectionRow, "id" | "createdAt">>,
): Promise<void> => {
  await db.update(collections).set(change).where(eq(collections.id, id));
};

export const deleteCollectionRow = async (db: Db, id: string): Promise<void> => {
  await db.delete(collections).where(eq(collections.id, id));
};

export const deleteCollectionsOfOwner = async (db: Db, ownerId: string): Promise<void> => {
  await db.delete(collections).where(eq(collections.ownerId, ownerId));
};

export interface CollectionFilter {
  readonly ownerId?: string;
  readonly search?: string | undefined;
  readonly repoId?: string | undefined;
  readonly permission: Extract<Permission, "collection.read" | "collection.edit">;
}

const columns = {
  id: collections.id,
  ownerId: collections.ownerId,
  visibility: collections.visibility,
  creatorId: collections.creatorId,
};

const readableBy = ({ actor }: Ctx): SQL => listFilter(actor, "collection.read", columns);

/** For lists of other contexts: the rows whose collection is there and may be read by the actor. */
export const ofReadableCollection = (ctx: Ctx, id: AnyColumn): SQL =>
  exists(sql`(select 1 from ${collections} where ${collections.id} = ${id} and ${readableBy(ctx)})`);

/** Those of the collections that are there and that the actor may read. */
export const listReadableCollectionRows = (ctx: Ctx, ids: readonly string[]): Promise<CollectionRow[]> =>
  ctx.db
    .select()
    .from(collections)
    .where(and(inArray(collections.id, [...ids]), readableBy(ctx)));

const holding = (db: Db, repoId: string): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(collectionItems)
      .where(and(eq(collectionItems.collectionId, collections.id), eq(collectionItems.repoId, repoId))),
  );

interface Asked extends Slice {
  readonly filter: CollectionFilter;
}

/** What the actor may see or change, changed last first. */
export const listCollectionRows = ({ db, actor }: Ctx, { filter, after, limit }: Asked): Promise<CollectionRow[]> => {
  const { ownerId, search, repoId, permission } = filter;
  const pattern = search && containing(search.toLowerCase());
  return db
    .select()
    .from(collections)
    .where(
      and(
        listFilter(actor, permission, columns),
        ownerId === undefined ? undefined : eq(collections.ownerId, ownerId),
        pattern ? like(collections.titleFolded, pattern) : undefined,
        repoId === undefined ? undefined : holding(db, repoId),
        after
          ? sql`(${collections.updatedAt}, ${collections.id}) < (${after.sort}::text::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(collections.updatedAt), desc(collections.id))
    .limit(limit);
};

/** How many things each collection holds, also those that not everybody sees. */
export async function countItems(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: collectionItems.collectionId, count: sql<number>`count(*)::int` })
    .from(collectionItems)
    .where(inArray(collectionItems.collectionId, [...ids]))
    .groupBy(collectionItems.collectionId);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** In order. */
export const listItemRows = (db: Db, collectionId: string, limit: number): Promise<CollectionItemRow[]> =>
  db
    .select()
    .from(collectionItems)
    .where(eq(collectionItems.collectionId, collectionId))
    .orderBy(asc(collectionItems.position), asc(collectionItems.id))
    .limit(limit);

/** `null` when it is there already. */
export async function insertItem(
  ctx: Ctx,
  item: Omit<CollectionItemRow, "id" | "createdAt" | "updatedAt">,
): Promise<CollectionItemRow | null> {
  const [row] = await ctx.db
    .insert(collectionItems)
    .values({ ...newRow(ctx), ...item })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
}

export const updateItemRow = async (
  ctx: Ctx,
  id: string,
  change: Partial<Pick<CollectionItemRow, "note" | "section">>,
): Promise<void> => {
  await ctx.db
    .update(collectionItems)
    .set({ ...change, updatedAt: ctx.now() })
    .where(eq(collectionItems.id, id));
};

/** Numbers them in this order, from 0, in one statement. */
export const setItemOrder = async (db: Db, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const order = sql.join(
    ids.map((id, position) => sql`(${id}::uuid, ${position}::int)`),
    sql`, `,
  );
  await db.execute(sql`
    update ${collectionItems} set position = placed.position from (values ${order}) as placed(id, position)
     where ${collectionItems.id} = placed.id and ${collectionItems.position} <> placed.position`);
};

export const deleteItemRow = async (db: Db, id: string): Promise<void> => {
  await db.delete(collectionItems).where(eq(collectionItems.id, id));
};
