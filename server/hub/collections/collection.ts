import { allows, authorize, type Resource } from "@/server/access";
import { findAccounts } from "@/server/identity";
import { type Ctx, hexId, notFound, notFoundAs } from "@/server/kernel";
import { type Collection, type CollectionDetails, MAX_COLLECTION_ITEMS } from "../contract/collection";
import { findReadableRepos } from "../repositories/get-readable-repo";
import { showRepo } from "../repositories/repository";
import {
  type CollectionItemRow,
  type CollectionRow,
  countItems,
  findCollectionRow,
  findCollectionRowByHex,
  listItemRows,
  listReadableCollectionRows,
  lockCollectionRow,
} from "./store";

export const resourceOfCollection = (row: CollectionRow): Resource => ({
  kind: "Collection",
  id: row.id,
  ownerId: row.ownerId,
  visibility: row.visibility,
  creatorId: row.creatorId,
});

/** Throws `not_found`, in the same words, for one that is missing and for one the actor cannot see. */
export async function getReadableCollection(ctx: Ctx, id: string): Promise<CollectionRow> {
  const row = await findCollectionRow(ctx.db, id);
  if (!row) throw notFound("Collection", id);
  await authorize(ctx, "collection.read", resourceOfCollection(row));
  return row;
}

/** The collection at an address; only the digits at the end of `slug` count. Throws `not_found`. */
export async function getCollectionBySlug(ctx: Ctx, slug: string): Promise<CollectionRow> {
  const hex = /(?:^|-)([0-9a-f]{24})$/.exec(slug)?.[1];
  const row = hex === undefined ? null : await findCollectionRowByHex(ctx.db, hex);
  if (!row) throw notFound("Collection", slug);
  await authorize(ctx, "collection.read", resourceOfCollection(row)).catch(notFoundAs("Collection", slug));
  return row;
}

/** `the-title-0123…`: words for people, 24 digits for programs. */
export function slugOf({ id, title }: Pick<CollectionRow, "id" | "title">): string {
  const words = title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  const hex = hexId(id);
  return words === "" ? hex : `${words}-${hex}`;
}

/** With the names of their owners; those of owners who are gone are left out. */
export async function showCollections(ctx: Ctx, rows: readonly CollectionRow[]): Promise<Collection[]> {
  const [owners, counts] = await Promise.all([
    findAccounts(
      ctx.db,
      rows.map(({ ownerId }) => ownerId),
    ),
    countItems(
      ctx.db,
      rows.map(({ id }) => id),
    ),
  ]);
  return rows.flatMap((row) => {
    const owner = owners.get(row.ownerId);
    if (!owner) return [];
    const { id, title, description, visibility, theme, createdAt, updatedAt } = row;
    const slug = slugOf(row);
    return [
      {
        ...{ id, title, description, visibility, theme, createdAt, updatedAt, slug },
        namespace: owner.name,
        itemCount: counts.get(id) ?? 0,
        url: `${ctx.site.origin}/collections/${owner.name}/${slug}`,
      },
    ];
  });
}

/** Those of the collections that the actor may see, by id. */
export async function findReadableCollections(
  ctx: Ctx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Collection>> {
  const rows = ids.length === 0 ? [] : await listReadableCollectionRows(ctx, ids);
  return new Map((await showCollections(ctx, rows)).map((shown) => [shown.id, shown]));
}

/** A collection with what is in it, as far as the caller may see that. */
export async function showCollection(ctx: Ctx, row: CollectionRow): Promise<CollectionDetails> {
  const [shown] = await showCollections(ctx, [row]);
  if (!shown) throw notFound("Collection", row.id);
  const resource = resourceOfCollection(row);
  const [items, edit, manage] = await Promise.all([
    itemsOf(ctx, await listItemRows(ctx.db, row.id, MAX_COLLECTION_ITEMS)),
    allows(ctx, "collection.edit", resource),
    allows(ctx, "collection.manage", resource),
  ]);
  return { ...shown, items, can: { edit, manage } };
}

async function itemsOf(ctx: Ctx, rows: readonly CollectionItemRow[]): Promise<CollectionDetails["items"]> {
  const readable = await findReadableRepos(
    ctx,
    rows.map(({ repoId }) => repoId),
  );
  return rows.flatMap(({ id, note, section, position, repoId }) => {
    const repo = readable.get(repoId);
    return repo ? [{ id, note, section, position, repo: showRepo(ctx.site, repo) }] : [];
  });
}

export const auditCollection = (row: CollectionRow, details: Readonly<Record<string, unknown>> = {}) => ({
  kind: "collection",
  id: row.id,
  name: row.title,
  ownerId: row.ownerId,
  details,
});

/** One queue per collection: positions are numbered anew by whoever changes them. */
export async function lockCollection(ctx: Ctx, id: string): Promise<CollectionRow> {
  const row = await lockCollectionRow(ctx.db, id);
  if (!row) throw notFound("Collection", id);
  return row;
}
