import { authorize, personOf, removeGrant } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { getUser } from "../collaborators/user";
import { CollectionEditorInput } from "../contract/collection";
import { auditCollection, getReadableCollection, resourceOfCollection } from "./collection";

export const removeCollectionEditor = defineCommand({
  name: "hub.removeCollectionEditor",
  summary: "Take the right to change a collection away, or give it up",
  http: { method: "DELETE", path: "/collections/{id}/editors/{username}", status: 204 },
  input: CollectionEditorInput,
  output: Nothing,
  async run(ctx, { id, username }) {
    const collection = await getReadableCollection(ctx, id);
    const user = await getUser(ctx, username);
    const leaves = personOf(ctx).userId === user.id;
    await authorize(ctx, leaves ? "collection.edit" : "collection.manage", resourceOfCollection(collection));
    await atomically(ctx, async (ctx) => {
      await removeGrant(ctx.db, { resourceId: id, userId: user.id });
      await audit(ctx, "collection.editorRemoved", auditCollection(collection, { username: user.name }));
    });
    return {};
  },
});
