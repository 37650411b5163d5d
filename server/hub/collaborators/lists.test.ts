import { describe, expect, test } from "vitest";
import { createTeam } from "@/server/identity/teams/create-team";
import type { UserActor } from "@/server/kernel";
import { allPages } from "@/server/testing/all-pages";
import { setupWorld } from "@/server/testing/world";
import { CreateCollectionInput } from "../contract/collection";
import { CreateRepoInput } from "../contract/repo";
import { hubOperations } from "../operations";

const {
  createCollection,
  createRepo,
  listCollaborators,
  listCollectionEditors,
  listCollectionTeams,
  listTeamCollaborators,
  putCollaborator,
  putCollectionEditor,
  putCollectionTeam,
  putTeamCollaborator,
} = hubOperations;

describe("lists of who has a role on one thing", () => {
  const world = setupWorld();
  const as = async (user: UserActor) => world.as(await world.again(user));
  const TEAMS = ["one", "two", "three"];

  /** People and teams come in turns, so that a page of the ones has to leave out the others. */
  async function setup() {
    const ada = await world.user();
    const people = [await world.user(), await world.user(), await world.user()];
    const { name: namespace } = await world.organization(ada, []);
    const ctx = await as(ada);
    const named = TEAMS.map((team, index) => ({ team, username: people[index]?.username ?? "" }));
    for (const { team } of named) await createTeam.run(ctx, { name: namespace, team, description: "" });
    return { ctx, namespace, named, usernames: named.map(({ username }) => username) };
  }

  test("of a repository are read page after page", async () => {
    const { ctx, namespace, named, usernames } = await setup();
    await createRepo.run(ctx, CreateRepoInput.parse({ shelf: "models", namespace, name: "shared" }));
    const address = { shelf: "models" as const, namespace, name: "shared" };
    for (const { team, username } of named) {
      await putCollaborator.run(ctx, { ...address, username, role: "read" });
      await putTeamCollaborator.run(ctx, { ...address, team, role: "write" });
    }
    const people = await allPages((cursor) => listCollaborators.run(ctx, { ...address, limit: 2, cursor }));
    expect(people.map(({ username }) => username)).toEqual(usernames);
    const teams = await allPages((cursor) => listTeamCollaborators.run(ctx, { ...address, limit: 2, cursor }));
    expect(teams.map(({ team }) => team)).toEqual(TEAMS);
    const { items, nextCursor } = await listCollaborators.run(ctx, { ...address, limit: 2 });
    expect(items).toHaveLength(2);
    const elsewhere = listTeamCollaborators.run(ctx, { ...address, limit: 2, cursor: nextCursor ?? "" });
    await expect(elsewhere).rejects.toMatchObject({ code: "invalid", reason: "bad_cursor" });
  });

  test("of a collection, too", async () => {
    const { ctx, namespace, named, usernames } = await setup();
    const { id } = await createCollection.run(ctx, CreateCollectionInput.parse({ title: "Shared", namespace }));
    for (const { team, username } of named) {
      await putCollectionTeam.run(ctx, { id, team });
      await putCollectionEditor.run(ctx, { id, username });
    }
    const editors = await allPages((cursor) => listCollectionEditors.run(ctx, { id, limit: 2, cursor }));
    expect(editors.map(({ username }) => username)).toEqual(usernames);
    const teams = await allPages((cursor) => listCollectionTeams.run(ctx, { id, limit: 2, cursor }));
    expect(teams.map(({ team }) => team)).toEqual(TEAMS);
    expect((await listCollectionTeams.run(ctx, { id, limit: 2 })).items).toHaveLength(2);
  });
});
