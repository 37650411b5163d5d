import { authorize } from "@/server/access";
import { defineQuery } from "@/server/kernel";
import { collaboratorsOf } from "../collaborators/list-collaborators";
import { CollectionEditorPage, ListCollectionEditorsInput } from "../contract/collection";
import { getReadableCollection, resourceOfCollection } from "./collection";

export const listCollectionEditors = defineQuery({
  name: "hub.listCollectionEditors",
  summary: "List who may change what is in a collection beside its owner",
  http: { method: "GET", path: "/collections/{id}/editors" },
  input: ListCollectionEditorsInput,
  output: CollectionEditorPage,
  async run(ctx, input) {
    const collection = await getReadableCollection(ctx, input.id);
    await authorize(ctx, "collection.edit", resourceOfCollection(collection));
    return collaboratorsOf(ctx, collection, input);
  },
});
