import { authorize, setGroup } from "@/server/access";
import { audit } from "@/server/audit";
import { getGroupFor, holdGroup } from "@/server/identity";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { getFormerGroup } from "../collaborators/set-repo-group";
import { SetCollectionGroupInput } from "../contract/sharing";
import { auditCollection, getReadableCollection, resourceOfCollection } from "./collection";
import { ownerNameOf } from "./team-of-owner";

export const setCollectionGroup = defineCommand({
  name: "hub.setCollectionGroup",
  summary: "Put a collection into a resource group of its organization, or take it out",
  http: { method: "PUT", path: "/collections/{id}/resource-group", status: 204 },
  input: SetCollectionGroupInput,
  output: Nothing,
  async run(ctx, { id, group }) {
    const collection = await getReadableCollection(ctx, id);
    await authorize(ctx, "collection.manage", resourceOfCollection(collection));
    const former = await getFormerGroup(ctx, id);
    const name = await ownerNameOf(ctx, collection.ownerId);
    const next = group === null ? null : await getGroupFor(ctx, "group.manage", { name, group });
    return atomically(ctx, async (ctx) => {
      if (next) await holdGroup(ctx, next);
      await setGroup(ctx.db, collection, next?.id ?? null);
      const details = { before: former?.name ?? null, group: next?.name ?? null };
      await audit(ctx, "collection.groupSet", auditCollection(collection, details));
      return {};
    });
  },
});
