import { defineCommand } from "@/server/kernel";
import { AddCollectionItemInput, CollectionDetails } from "../contract/collection";
import { getRepoAt } from "../repositories/get-readable-repo";
import { addItem } from "./change-items";
import { getReadableCollection, showCollection } from "./collection";

export const addCollectionItem = defineCommand({
  name: "hub.addCollectionItem",
  summary: "Put a repository into a collection",
  http: { method: "POST", path: "/collections/{id}/items", status: 201 },
  input: AddCollectionItemInput,
  output: CollectionDetails,
  async run(ctx, { id, note, section, ...address }) {
    const collection = await getReadableCollection(ctx, id);
    await addItem(ctx, collection, { repo: await getRepoAt(ctx, address), note, section });
    return showCollection(ctx, collection);
  },
});
