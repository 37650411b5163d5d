import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, notFound } from "@/server/kernel";
import { MAX_COLLECTION_ITEMS } from "../contract/collection";
import { fullNameOf, type Repository } from "../repositories/repository";
import { auditCollection, lockCollection, resourceOfCollection } from "./collection";
import {
  type CollectionItemRow,
  type CollectionRow,
  deleteItemRow,
  insertItem,
  listItemRows,
  setItemOrder,
  updateCollectionRow,
  updateItemRow,
} from "./store";

interface NewItem {
  readonly repo: Repository;
  readonly note?: string;
  readonly section?: string;
}

/** At the end. Throws `conflict` (`item_exists`), `quota_exceeded` for a full collection, `forbidden`. */
export const addItem = (ctx: Ctx, collection: CollectionRow, { repo, note = "", section = "" }: NewItem) =>
  change(ctx, collection, async (ctx, items) => {
    if (items.length >= MAX_COLLECTION_ITEMS) {
      throw new DomainError("quota_exceeded", `A collection holds at most ${MAX_COLLECTION_ITEMS} repositories`);
    }
    const item = { collectionId: collection.id, repoId: repo.id, note, section, position: items.length };
    const added = await insertItem(ctx, item);
    if (!added) {
      throw new DomainError("conflict", `${fullNameOf(repo)} is in this collection already`, { reason: "item_exists" });
    }
    return [...items, added].map(({ id }) => id);
  });

interface ItemChange {
  readonly itemId: string;
  readonly note?: string | undefined;
  readonly section?: string | undefined;
  /** From 0; the others make room. */
  readonly position?: number | undefined;
}

export const changeItem = (ctx: Ctx, collection: CollectionRow, { itemId, position, ...texts }: ItemChange) =>
  change(ctx, collection, async (ctx, items) => {
    const item = itemIn(items, itemId);
    const { note = item.note, section = item.section } = texts;
    await updateItemRow(ctx, item.id, { note, section });
    const ids = items.map(({ id }) => id);
    if (position === undefined) return ids;
    const others = ids.filter((id) => id !== item.id);
    return others.toSpliced(position, 0, item.id);
  });

export const dropItem = (ctx: Ctx, collection: CollectionRow, itemId: string) =>
  change(ctx, collection, async (ctx, items) => {
    const { id: gone } = itemIn(items, itemId);
    await deleteItemRow(ctx.db, gone);
    return items.map(({ id }) => id).filter((id) => id !== gone);
  });

function itemIn(items: readonly CollectionItemRow[], id: string): CollectionItemRow {
  const item = items.find((one) => one.id === id);
  if (!item) throw notFound("Item", id);
  return item;
}

type Step = (ctx: Ctx, items: readonly CollectionItemRow[]) => Promise<readonly string[]>;

/** One change at a time per collection; `step` returns the ids of the items in their new order. */
async function change(ctx: Ctx, collection: CollectionRow, step: Step): Promise<void> {
  await authorize(ctx, "collection.edit", resourceOfCollection(collection));
  await atomically(ctx, async (ctx) => {
    const row = await lockCollection(ctx, collection.id);
    const order = await step(ctx, await listItemRows(ctx.db, row.id, MAX_COLLECTION_ITEMS));
    await setItemOrder(ctx.db, order);
    await updateCollectionRow(ctx.db, row.id, { updatedAt: ctx.now() });
    await audit(ctx, "collection.itemsChanged", auditCollection(row, { count: order.length }));
  });
}
