import { defineQuery } from "@/server/kernel";
import { CollectionDetails, CollectionPlace } from "../contract/collection";
import { getCollectionBySlug, showCollection } from "./collection";

export const getCollectionAt = defineQuery({
  name: "hub.getCollectionAt",
  summary: "Look at the collection at an address; addresses with an older title work, too",
  http: { method: "GET", path: "/collections/{namespace}/{slug}" },
  input: CollectionPlace,
  output: CollectionDetails,
  run: async (ctx, { slug }) => showCollection(ctx, await getCollectionBySlug(ctx, slug)),
});
