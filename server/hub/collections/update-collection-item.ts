import { defineCommand } from "@/server/kernel";
import { CollectionDetails, UpdateCollectionItemInput } from "../contract/collection";
import { changeItem } from "./change-items";
import { getReadableCollection, showCollection } from "./collection";

export const updateCollectionItem = defineCommand({
  name: "hub.updateCollectionItem",
  summary: "Change the note, the section or the place of something in a collection",
  http: { method: "PATCH", path: "/collections/{id}/items/{itemId}" },
  input: UpdateCollectionItemInput,
  output: CollectionDetails,
  async run(ctx, { id, ...change }) {
    const collection = await getReadableCollection(ctx, id);
    await changeItem(ctx, collection, change);
    return showCollection(ctx, collection);
  },
});
