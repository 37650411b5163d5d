import { authorize, putGrant } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { getUser } from "../collaborators/user";
import { CollectionEditorInput } from "../contract/collection";
import { auditCollection, getReadableCollection, resourceOfCollection } from "./collection";

export const putCollectionEditor = defineCommand({
  name: "hub.putCollectionEditor",
  summary: "Let somebody change what is in a collection",
  http: { method: "PUT", path: "/collections/{id}/editors/{username}", status: 204 },
  input: CollectionEditorInput,
  output: Nothing,
  async run(ctx, { id, username }) {
    const collection = await getReadableCollection(ctx, id);
    await authorize(ctx, "collection.manage", resourceOfCollection(collection));
    const user = await getUser(ctx, username);
    await atomically(ctx, async (ctx) => {
      await putGrant(ctx, { resourceId: id, ownerId: collection.ownerId, userId: user.id, role: "write" });
      await audit(ctx, "collection.editorAdded", auditCollection(collection, { username: user.name }));
    });
    return {};
  },
});
