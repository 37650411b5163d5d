import { authorize, forgetResource } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { CollectionAddress } from "../contract/collection";
import { deletePinsOfTarget } from "../pins/store";
import { auditCollection, getReadableCollection, resourceOfCollection } from "./collection";
import { type CollectionRow, deleteCollectionRow } from "./store";

export const deleteCollection = defineCommand({
  name: "hub.deleteCollection",
  summary: "Delete a collection; what it holds stays where it is",
  http: { method: "DELETE", path: "/collections/{id}", status: 204 },
  input: CollectionAddress,
  output: Nothing,
  async run(ctx, { id }) {
    await dropCollection(ctx, await getReadableCollection(ctx, id));
    return {};
  },
});

export async function dropCollection(ctx: Ctx, row: CollectionRow): Promise<void> {
  await authorize(ctx, "collection.manage", resourceOfCollection(row));
  await atomically(ctx, async (ctx) => {
    await deletePinsOfTarget(ctx.db, row.id);
    await deleteCollectionRow(ctx.db, row.id);
    await forgetResource(ctx.db, row.id);
    await audit(ctx, "collection.deleted", auditCollection(row));
  });
}
