import { authorize } from "@/server/access";
import { defineQuery } from "@/server/kernel";
import { teamsOn } from "../collaborators/list-team-collaborators";
import { ListCollectionTeamsInput, TeamCollaboratorPage } from "../contract/sharing";
import { getReadableCollection, resourceOfCollection } from "./collection";

export const listCollectionTeams = defineQuery({
  name: "hub.listCollectionTeams",
  summary: "List teams that may change what is in a collection",
  http: { method: "GET", path: "/collections/{id}/teams" },
  input: ListCollectionTeamsInput,
  output: TeamCollaboratorPage,
  async run(ctx, input) {
    const collection = await getReadableCollection(ctx, input.id);
    await authorize(ctx, "collection.edit", resourceOfCollection(collection));
    return teamsOn(ctx, collection, input);
  },
});
