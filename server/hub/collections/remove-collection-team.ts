import { authorize, removeGrant } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { CollectionTeamInput } from "../contract/sharing";
import { auditCollection, getReadableCollection, resourceOfCollection } from "./collection";
import { getTeamOfOwner } from "./team-of-owner";

export const removeCollectionTeam = defineCommand({
  name: "hub.removeCollectionTeam",
  summary: "Take the right to change a collection away from a team",
  http: { method: "DELETE", path: "/collections/{id}/teams/{team}", status: 204 },
  input: CollectionTeamInput,
  output: Nothing,
  async run(ctx, { id, team: teamName }) {
    const collection = await getReadableCollection(ctx, id);
    await authorize(ctx, "collection.manage", resourceOfCollection(collection));
    const team = await getTeamOfOwner(ctx, collection, teamName);
    await atomically(ctx, async (ctx) => {
      await removeGrant(ctx.db, { resourceId: id, teamId: team.id });
      await audit(ctx, "collection.editorRemoved", auditCollection(collection, { team: team.name }));
    });
    return {};
  },
});
