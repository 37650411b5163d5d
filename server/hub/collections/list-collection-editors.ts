import { authorize, listGrants } from "@/server/access";
import { findAccounts } from "@/server/identity";
import { defineQuery } from "@/server/kernel";
import { CollectionEditorPage, ListCollectionEditorsInput } from "../contract/collection";
import { getReadableCollection, resourceOfCollection } from "./collection";

export const listCollectionEditors = defineQuery({
  name: "hub.listCollectionEditors",
  summary: "List who may change what is in a collection beside its owner",
  http: { method: "GET", path: "/collections/{id}/editors" },
  input: ListCollectionEditorsInput,
  output: CollectionEditorPage,
  async run(ctx, { id }) {
    const collection = await getReadableCollection(ctx, id);
    await authorize(ctx, "collection.edit", resourceOfCollection(collection));
    const ids = (await listGrants(ctx.db, id)).map(({ userId }) => userId);
    const accounts = await findAccounts(ctx.db, ids);
    const people = ids.flatMap((userId) => accounts.get(userId) ?? []);
    const items = people.map(({ name, displayName, avatarUrl }) => ({ username: name, displayName, avatarUrl }));
    return { items, nextCursor: null };
  },
});
