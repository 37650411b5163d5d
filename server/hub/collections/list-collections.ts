import { findAccountByName } from "@/server/identity";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { CollectionPage, ListCollectionsInput } from "../contract/collection";
import { getReadableRepoById } from "../repositories/get-readable-repo";
import { showCollections } from "./collection";
import { listCollectionRows } from "./store";

export const listCollections = defineQuery({
  name: "hub.listCollections",
  summary: "List collections, changed last first",
  http: { method: "GET", path: "/collections" },
  input: ListCollectionsInput,
  output: CollectionPage,
  async run(ctx, input) {
    const { items, nextCursor } = await browseCollections(ctx, input);
    return { items: await showCollections(ctx, items), nextCursor };
  },
});

/** What the actor may see. Throws `not_found` for a repository that the actor does not see. */
export async function browseCollections(ctx: Ctx, input: ListCollectionsInput) {
  const { owner: name, search, repoId, isEditable } = input;
  const owner = name === undefined ? undefined : await findAccountByName(ctx.db, name);
  if (owner === null) return { items: [], nextCursor: null };
  if (repoId !== undefined) await getReadableRepoById(ctx, repoId);
  const permission = isEditable === true ? ("collection.edit" as const) : ("collection.read" as const);
  const filter = { ...(owner && { ownerId: owner.id }), search, repoId, permission };
  return page(ctx, input, {
    list: "hub.collections",
    read: (after, limit) => listCollectionRows(ctx, { filter, after, limit }),
    keyOf: ({ updatedAt, id }) => ({ sort: updatedAt.toISOString(), id }),
  });
}
