import { desc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEvents } from "@/db/schema/audit";
import { listGrants } from "@/server/access";
import { identityOperations } from "@/server/identity/operations";
import { purgeAccount } from "@/server/identity/purge-account";
import type { UserActor } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { CreateCollectionInput } from "../contract/collection";
import { hubOperations } from "../operations";

const { createBucket, createCollection, getRepo, moveRepo, putBucketCollaborator, putCollaborator } = hubOperations;
const { createResourceGroup, createTeam, deleteAccount, getMemberRoles, putGroupPerson } = identityOperations;
const { putMember, putTeamMember, removeMember } = identityOperations;
const { putCollectionEditor, removeCollaborator } = hubOperations;
const world = setupWorld();
const as = async (user: UserActor) => world.as(await world.again(user));
const MONTH_MS = 31 * 24 * 3_600_000;

/** Ada leads; Bob has a role of every kind there is in the organisation, and one on a model of Ada's own. */
async function setup() {
  const [ada, bob] = [await world.user(), await world.user()];
  const { id, name } = await world.organization(ada, [{ user: bob, role: "no_access" }]);
  const owner = await as(ada);
  const inside = await repoWith(owner, { namespace: name, name: "inside", visibility: "private" });
  const outside = await repoWith(owner, { name: "outside", visibility: "private" });
  const { username } = bob;
  await putCollaborator.run(owner, { ...inside.address, username, role: "admin" });
  await putCollaborator.run(owner, { ...outside.address, username, role: "read" });
  await createBucket.run(owner, { namespace: name, name: "bytes", visibility: "private" });
  await putBucketCollaborator.run(owner, { namespace: name, name: "bytes", username, role: "write" });
  const collection = CreateCollectionInput.parse({ namespace: name, title: "Picks", visibility: "private" });
  const { id: collectionId } = await createCollection.run(owner, collection);
  await putCollectionEditor.run(owner, { id: collectionId, username });
  await createTeam.run(owner, { name, team: "vision", description: "" });
  await putTeamMember.run(owner, { name, team: "vision", username, role: "maintainer" });
  await createResourceGroup.run(owner, { name, group: "secret", description: "" });
  await putGroupPerson.run(owner, { name, group: "secret", username, role: "admin" });
  return { ada, bob, id, name, inside, outside };
}

const TAKEN = { role: "no_access", teams: 1, groups: 1, resources: 3 };
const lastAudit = async (action: string) => {
  const { db } = world.system();
  const [event] = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.action, action))
    .orderBy(desc(auditEvents.seq));
  return event;
};

describe("whoever is no longer a member", () => {
  test.each(["leaves", "is removed"])("and %s, loses every role in the organization with it (A6)", async (way) => {
    const { ada, bob, name, inside, outside } = await setup();
    const place = { name, username: bob.username };
    expect(await getRepo.run(await as(bob), inside.address)).toMatchObject({ can: { admin: true } });
    for (const user of [ada, bob]) expect(await getMemberRoles.run(await as(user), place)).toEqual(TAKEN);

    await removeMember.run(await as(way === "leaves" ? bob : ada), place);
    await expect(getRepo.run(await as(bob), inside.address)).rejects.toMatchObject({ code: "not_found" });
    expect(await getRepo.run(await as(bob), outside.address)).toMatchObject({ name: "outside" });
    expect(await lastAudit("member.removed")).toMatchObject({ details: TAKEN });

    await putMember.run(await as(ada), { ...place, role: "no_access" });
    expect(await getMemberRoles.run(await as(bob), place)).toEqual({ ...TAKEN, teams: 0, groups: 0, resources: 0 });
    await expect(getRepo.run(await as(bob), inside.address)).rejects.toMatchObject({ code: "not_found" });
    await putCollaborator.run(await as(ada), { ...inside.address, username: bob.username, role: "read" });
    expect(await getRepo.run(await as(bob), inside.address)).toMatchObject({ name: "inside" });
  });

  test("because the account is deleted for good, has a role nowhere", async () => {
    const { bob, inside, outside } = await setup();
    await deleteAccount.run(await as(bob), {});
    await purgeAccount(world.later(MONTH_MS), bob.userId);
    for (const { repo } of [inside, outside]) expect(await listGrants(world.system().db, repo.id)).toEqual([]);
  });

  test("keeps what they have on a repository that moved away, and loses it where it moved to", async () => {
    const { ada, bob, name, inside, outside } = await setup();
    await moveRepo.run(await as(ada), { ...inside.address, newNamespace: ada.username });
    await moveRepo.run(await as(ada), { ...outside.address, newNamespace: name });
    await removeMember.run(await as(ada), { name, username: bob.username });
    const moved = { ...inside.address, namespace: ada.username };
    expect(await getRepo.run(await as(bob), moved)).toMatchObject({ can: { admin: true } });
    const arrived = { ...outside.address, namespace: name };
    await expect(getRepo.run(await as(bob), arrived)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is counted by themselves and by those who may remove them only", async () => {
    const { ada, bob, name } = await setup();
    const eve = await world.user();
    await putMember.run(await as(ada), { name, username: eve.username, role: "read" });
    const place = { name, username: bob.username };
    await expect(getMemberRoles.run(await as(eve), place)).rejects.toMatchObject({ code: "forbidden" });
    const stranger = { name, username: (await world.user()).username };
    await expect(getMemberRoles.run(await as(ada), stranger)).rejects.toMatchObject({ code: "not_found" });
  });
});

test("a token that may only read does not give up a role of its holder", async () => {
  const { bob, inside } = await setup();
  const { actor } = await world.token(await world.again(bob), { role: "read" });
  const mine = { ...inside.address, username: bob.username };
  await expect(removeCollaborator.run(world.as(actor), mine)).rejects.toMatchObject({ code: "forbidden" });
  await removeCollaborator.run(await as(bob), mine);
});
