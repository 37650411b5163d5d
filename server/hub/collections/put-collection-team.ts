import { authorize, putGrant } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { CollectionTeamInput } from "../contract/sharing";
import { auditCollection, getReadableCollection, resourceOfCollection } from "./collection";
import { getTeamOfOwner } from "./team-of-owner";

export const putCollectionTeam = defineCommand({
  name: "hub.putCollectionTeam",
  summary: "Let a team of the owning organization change what is in a collection",
  http: { method: "PUT", path: "/collections/{id}/teams/{team}", status: 204 },
  input: CollectionTeamInput,
  output: Nothing,
  async run(ctx, { id, team: teamName }) {
    const collection = await getReadableCollection(ctx, id);
    await authorize(ctx, "collection.manage", resourceOfCollection(collection));
    const team = await getTeamOfOwner(ctx, collection, teamName);
    await atomically(ctx, async (ctx) => {
      await putGrant(ctx, { resourceId: id, ownerId: collection.ownerId, teamId: team.id, role: "write" });
      await audit(ctx, "collection.editorAdded", auditCollection(collection, { team: team.name }));
    });
    return {};
  },
});
