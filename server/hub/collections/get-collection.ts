import { defineQuery } from "@/server/kernel";
import { CollectionAddress, CollectionDetails } from "../contract/collection";
import { getReadableCollection, showCollection } from "./collection";

export const getCollection = defineQuery({
  name: "hub.getCollection",
  summary: "Look at a collection and what is in it",
  http: { method: "GET", path: "/collections/{id}" },
  input: CollectionAddress,
  output: CollectionDetails,
  run: async (ctx, { id }) => showCollection(ctx, await getReadableCollection(ctx, id)),
});
