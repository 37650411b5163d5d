import { describe, expect, test } from "vitest";
import { auditEvents } from "@/db/schema/audit";
import { explainAccess } from "@/server/hub/collaborators/explain-access";
import { listTeamCollaborators } from "@/server/hub/collaborators/list-team-collaborators";
import { putTeamCollaborator } from "@/server/hub/collaborators/put-team-collaborator";
import { removeTeamCollaborator } from "@/server/hub/collaborators/remove-team-collaborator";
import { setRepoGroup } from "@/server/hub/collaborators/set-repo-group";
import { CreateCollectionInput } from "@/server/hub/contract/collection";
import { CreateRepoInput } from "@/server/hub/contract/repo";
import { hubOperations } from "@/server/hub/operations";
import { createRepo } from "@/server/hub/repositories/create-repo";
import { getRepo } from "@/server/hub/repositories/get-repo";
import { moveRepo } from "@/server/hub/repositories/move-repo";
import { listGroupRepos } from "@/server/hub/search/list-group-repos";
import { listRepos } from "@/server/hub/search/list-repos";
import { createResourceGroup } from "@/server/identity/groups/create-resource-group";
import { deleteResourceGroup } from "@/server/identity/groups/delete-resource-group";
import { getResourceGroup } from "@/server/identity/groups/get-resource-group";
import { listGroupMembers } from "@/server/identity/groups/list-group-members";
import { listResourceGroups } from "@/server/identity/groups/list-resource-groups";
import { putGroupPerson } from "@/server/identity/groups/put-group-person";
import { putGroupTeam } from "@/server/identity/groups/put-group-team";
import { removeGroupPerson } from "@/server/identity/groups/remove-group-person";
import { removeGroupTeam } from "@/server/identity/groups/remove-group-team";
import { updateResourceGroup } from "@/server/identity/groups/update-resource-group";
import { removeMember } from "@/server/identity/remove-member";
import { createTeam } from "@/server/identity/teams/create-team";
import { putTeamMember } from "@/server/identity/teams/put-team-member";
import type { UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";

const {
  createCollection,
  getCollection,
  listCollections,
  listCollectionTeams,
  putCollectionTeam,
  removeCollectionTeam,
  setCollectionGroup,
} = hubOperations;

describe("a resource group", () => {
  const world = setupWorld();
  const as = async (user: UserActor) => world.as(await world.again(user));

  /** Ada leads; Bob writes everywhere but in groups; Mei is in a team; the group holds a private model. */
  async function setup() {
    const [ada, bob, mei, eve] = [await world.user(), await world.user(), await world.user(), await world.user()];
    const { name } = await world.organization(ada, [
      { user: bob, role: "write" },
      { user: mei, role: "no_access" },
    ]);
    await createTeam.run(await as(ada), { name, team: "vision", description: "" });
    await putTeamMember.run(await as(ada), { name, team: "vision", username: mei.username, role: "member" });
    await createResourceGroup.run(await as(ada), { name, group: "Secret", description: "" });
    const input = { shelf: "models", namespace: name, name: "tiny", visibility: "private", resourceGroup: "secret" };
    await createRepo.run(await as(ada), CreateRepoInput.parse(input));
    const address = { shelf: "models" as const, namespace: name, name: "tiny" };
    const listed = async (user: UserActor) =>
      (await listRepos.run(await as(user), { shelf: "models", author: name, sort: "created", limit: 20 })).items;
    return { ada, bob, mei, eve, name, address, listed, path: { name, group: "secret" } };
  }

  test("hides what is private in it from members of the organisation who are not in it", async () => {
    const { ada, bob, mei, eve, path, address, listed } = await setup();
    expect(await getRepo.run(await as(ada), address)).toMatchObject({ resourceGroup: { name: "Secret" } });
    for (const outside of [bob, mei, eve]) {
      await expect(getRepo.run(await as(outside), address)).rejects.toMatchObject({ code: "not_found" });
      await expect(getResourceGroup.run(await as(outside), path)).rejects.toMatchObject({ code: "not_found" });
      expect(await listed(outside)).toEqual([]);
    }
    await putGroupPerson.run(await as(ada), { ...path, username: bob.username, role: "read" });
    expect(await getRepo.run(await as(bob), address)).toMatchObject({ can: { write: false, admin: false } });
    expect(await listed(bob)).toHaveLength(1);
    await putGroupPerson.run(await as(ada), { ...path, username: bob.username, role: "write" });
    expect(await getRepo.run(await as(bob), address)).toMatchObject({ can: { write: true, admin: false } });
    expect(await getResourceGroup.run(await as(bob), path)).toMatchObject({ roles: ["write"], resourceCount: 1 });
    await removeGroupPerson.run(await as(bob), { ...path, username: bob.username });
    expect(await listed(bob)).toEqual([]);
  });

  test("takes members of the organisation and its teams, as its administrators decide", async () => {
    const { ada, bob, mei, eve, name, path, address, listed } = await setup();
    const bobIs = (role: "read" | "admin") => ({ ...path, username: bob.username, role });
    await expect(putGroupPerson.run(await as(bob), bobIs("admin"))).rejects.toMatchObject({ code: "not_found" });
    const eveIn = { ...path, username: eve.username, role: "read" as const };
    await expect(putGroupPerson.run(await as(ada), eveIn)).rejects.toMatchObject({ reason: "not_a_member" });

    await putGroupPerson.run(await as(ada), bobIs("read"));
    const team = { ...path, team: "vision" };
    await expect(putGroupTeam.run(await as(bob), { ...team, role: "read" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await putGroupPerson.run(await as(ada), bobIs("admin"));
    await putGroupTeam.run(await as(bob), { ...team, role: "contributor" });
    expect(await listed(mei)).toHaveLength(1);
    const explained = await explainAccess.run(await as(ada), { ...address, username: mei.username, way: "session" });
    expect(explained.decisions[0]?.reasons).toEqual([
      { kind: "groupTeam", role: "contributor", group: "Secret", team: "vision" },
    ]);
    const members = await listGroupMembers.run(await as(bob), { ...path, limit: 1 });
    const rest = await listGroupMembers.run(await as(bob), { ...path, limit: 1, cursor: members.nextCursor ?? "" });
    expect([...members.items, ...rest.items]).toMatchObject([
      { user: { name: bob.username }, team: null, role: "admin" },
      { user: null, team: { name: "vision" }, role: "contributor" },
    ]);
    await updateResourceGroup.run(await as(bob), { ...path, displayName: "Top secret" });
    await expect(deleteResourceGroup.run(await as(bob), path)).rejects.toMatchObject({ code: "forbidden" });
    await removeGroupTeam.run(await as(bob), team);
    expect(await listed(mei)).toEqual([]);

    await removeMember.run(await as(ada), { name, username: bob.username });
    expect((await listGroupMembers.run(await as(ada), { ...path, limit: 20 })).items).toEqual([]);
    expect((await listResourceGroups.run(await as(mei), { name, limit: 20 })).items).toEqual([]);
    expect((await listResourceGroups.run(await as(ada), { name, limit: 20 })).items).toMatchObject([
      { displayName: "Top secret", memberCount: 0, resourceCount: 1 },
    ]);
  });

  test("is created in by its contributors, and by nobody whose role ends in front of it", async () => {
    const { ada, bob, mei, name, path, listed } = await setup();
    const inGroup = CreateRepoInput.parse({
      ...{ shelf: "models", namespace: name, name: "own", visibility: "private", resourceGroup: "secret" },
    });
    await expect(createRepo.run(await as(bob), inGroup)).rejects.toMatchObject({ code: "not_found" });
    await putGroupPerson.run(await as(ada), { ...path, username: mei.username, role: "read" });
    await expect(createRepo.run(await as(mei), inGroup)).rejects.toMatchObject({ code: "forbidden" });
    await putGroupPerson.run(await as(ada), { ...path, username: mei.username, role: "contributor" });
    await createRepo.run(await as(mei), inGroup);
    const own = { shelf: "models" as const, namespace: name, name: "own" };
    expect(await getRepo.run(await as(mei), own)).toMatchObject({ can: { write: true, admin: true } });
    expect((await listGroupRepos.run(await as(mei), { ...path, limit: 20 })).items).toHaveLength(2);
    await expect(listGroupRepos.run(await as(bob), { ...path, limit: 20 })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(setRepoGroup.run(await as(mei), { ...own, group: null })).rejects.toMatchObject({ code: "forbidden" });
    expect(await listed(bob)).toEqual([]);
  });

  test("is left by those who decide in both, and cannot be deleted while it holds something", async () => {
    const { ada, bob, path, address, listed } = await setup();
    await expect(deleteResourceGroup.run(await as(ada), path)).rejects.toMatchObject({
      reason: "group_not_empty",
      details: { count: 1 },
    });
    await setRepoGroup.run(await as(ada), { ...address, group: null });
    expect(await listed(bob)).toHaveLength(1);
    await expect(setRepoGroup.run(await as(bob), { ...address, group: "secret" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(setRepoGroup.run(await as(ada), { ...address, group: "nothing" })).rejects.toMatchObject({
      code: "not_found",
    });
    await deleteResourceGroup.run(await as(ada), path);
    const actions = (await world.system().db.select().from(auditEvents)).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(["repository.groupSet", "resourceGroup.deleted"]));
  });

  test("takes collections too, and a team edits one that it is given", async () => {
    const { ada, bob, mei, name, path } = await setup();
    const input = CreateCollectionInput.parse({ title: "Tiny ones", namespace: name, visibility: "private" });
    const { id } = await createCollection.run(await as(ada), input);
    expect(await getCollection.run(await as(bob), { id })).toMatchObject({ can: { edit: true, manage: false } });
    await expect(setCollectionGroup.run(await as(bob), { id, group: "secret" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await setCollectionGroup.run(await as(ada), { id, group: "secret" });
    await expect(getCollection.run(await as(bob), { id })).rejects.toMatchObject({ code: "not_found" });
    expect((await listCollections.run(await as(bob), { owner: name, limit: 20 })).items).toEqual([]);

    await putCollectionTeam.run(await as(ada), { id, team: "vision" });
    expect(await getCollection.run(await as(mei), { id })).toMatchObject({ can: { edit: true, manage: false } });
    expect((await listCollectionTeams.run(await as(mei), { id, limit: 20 })).items).toMatchObject([{ team: "vision" }]);
    await expect(removeCollectionTeam.run(await as(mei), { id, team: "vision" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await removeCollectionTeam.run(await as(ada), { id, team: "vision" });
    await expect(getCollection.run(await as(mei), { id })).rejects.toMatchObject({ code: "not_found" });
    expect(await getResourceGroup.run(await as(ada), path)).toMatchObject({ resourceCount: 2 });
    await setCollectionGroup.run(await as(ada), { id, group: null });
    expect(await getResourceGroup.run(await as(ada), path)).toMatchObject({ resourceCount: 1 });
  });

  test("and teams are left behind by a repository that gets another owner", async () => {
    const { ada, bob, mei, eve, path, address, listed } = await setup();
    const shared = { ...address, team: "vision", role: "admin" as const };
    await expect(putTeamCollaborator.run(await as(bob), shared)).rejects.toMatchObject({ code: "not_found" });
    await putTeamCollaborator.run(await as(ada), shared);
    expect(await listed(mei)).toHaveLength(1);
    expect((await listTeamCollaborators.run(await as(mei), { ...address, limit: 20 })).items).toMatchObject([
      { team: "vision", role: "admin" },
    ]);
    await removeTeamCollaborator.run(await as(ada), { ...address, team: "vision" });
    expect(await listed(mei)).toEqual([]);

    await putTeamCollaborator.run(await as(ada), shared);
    const { name: elsewhere } = await world.organization(ada, [{ user: eve, role: "read" }]);
    await moveRepo.run(await as(ada), { ...address, newNamespace: elsewhere });
    const moved = { ...address, namespace: elsewhere };
    expect(await getRepo.run(await as(eve), moved)).toMatchObject({ resourceGroup: null });
    await expect(getRepo.run(await as(mei), moved)).rejects.toMatchObject({ code: "not_found" });
    expect((await listTeamCollaborators.run(await as(ada), { ...moved, limit: 20 })).items).toEqual([]);
    await deleteResourceGroup.run(await as(ada), path);

    const own = { shelf: "models" as const, namespace: ada.username, name: "own" };
    await createRepo.run(world.as(ada), CreateRepoInput.parse({ ...own, visibility: "private" }));
    await expect(putTeamCollaborator.run(await as(ada), { ...shared, ...own })).rejects.toMatchObject({
      reason: "no_organization",
    });
  });
});
