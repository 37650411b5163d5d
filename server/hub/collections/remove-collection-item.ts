import { defineCommand } from "@/server/kernel";
import { CollectionDetails, RemoveCollectionItemInput } from "../contract/collection";
import { dropItem } from "./change-items";
import { getReadableCollection, showCollection } from "./collection";

export const removeCollectionItem = defineCommand({
  name: "hub.removeCollectionItem",
  summary: "Take something out of a collection",
  http: { method: "DELETE", path: "/collections/{id}/items/{itemId}" },
  input: RemoveCollectionItemInput,
  output: CollectionDetails,
  async run(ctx, { id, itemId }) {
    const collection = await getReadableCollection(ctx, id);
    await dropItem(ctx, collection, itemId);
    return showCollection(ctx, collection);
  },
});
