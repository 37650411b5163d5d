import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { ensureDefaultPrices } from "@/server/billing";
import { setRepoGroup } from "@/server/hub/collaborators/set-repo-group";
import { moveRepo } from "@/server/hub/repositories/move-repo";
import { createResourceGroup } from "@/server/identity/groups/create-resource-group";
import { putGroupPerson } from "@/server/identity/groups/put-group-person";
import { putMember } from "@/server/identity/put-member";
import type { UserActor } from "@/server/kernel";
import { deploymentsIn } from "@/server/testing/deployments";
import { setupWorld } from "@/server/testing/world";
import { listCallable } from "./callable";
import { DeployModelInput, StreamDeploymentLogsInput } from "./contract";
import { deployModel } from "./deploy-model";
import { getDeployment } from "./get-deployment";
import { listDeploymentAttempts } from "./list-deployment-attempts";
import { listDeployments } from "./list-deployments";
import { streamDeploymentLogs } from "./stream-deployment-logs";
import { updateDeployment } from "./update-deployment";

const world = setupWorld();
const { model } = deploymentsIn(world);
const as = async (user: UserActor) => world.as(await world.again(user));

beforeAll(() => ensureDefaultPrices(world.system()));

/** Ada leads; Bob writes everywhere but in groups; a private model of the organisation is deployed for it. */
async function setup() {
  const [ada, bob] = [await world.user(), await world.user()];
  const organization = await world.organization(ada, [{ user: bob, role: "write" }]);
  const bytes = await readFile("samples/guide/guide-2m-q8_0.gguf");
  const name = await model(ada, { visibility: "private", files: { "m-Q8_0.gguf": bytes } });
  const address = { shelf: "models" as const, namespace: organization.name, name: name.split("/")[1] ?? "" };
  const before = { ...address, namespace: ada.username };
  await moveRepo.run(await as(ada), { ...before, newNamespace: organization.name });
  const path = { name: organization.name, group: "secret" };
  await createResourceGroup.run(await as(ada), { ...path, description: "" });
  const wish = { model: `${organization.name}/${address.name}`, owner: organization.name };
  const deploy = async (user: UserActor) => deployModel.run(await as(user), DeployModelInput.parse(wish));
  const { id } = await deploy(ada);
  const group = async (group: string | null) => setRepoGroup.run(await as(ada), { ...address, group });
  const listed = async (user: UserActor) => {
    const { items } = await listDeployments.run(await as(user), { owner: organization.name, limit: 20 });
    return items.map((item) => item.id);
  };
  const calledBy = async ({ userId }: UserActor) => {
    const found = await listCallable(world.system(), { ownerIds: [organization.id], userId });
    return found.map((item) => item.id);
  };
  return { ada, bob, organization, path, id, deploy, group, listed, calledBy };
}

test("a deployment goes with its model into a resource group, and out of it, at once", async () => {
  const { ada, bob, path, id, group, listed, calledBy } = await setup();
  expect([await listed(bob), await calledBy(bob)]).toEqual([[id], [id]]);

  await group("secret");
  expect([await listed(bob), await calledBy(bob)]).toEqual([[], []]);
  const unseen = { code: "not_found" };
  const logs = StreamDeploymentLogsInput.parse({ id, follow: false });
  const stop = { id, replicas: 0 };
  await expect(getDeployment.run(await as(bob), { id })).rejects.toMatchObject(unseen);
  await expect(listDeploymentAttempts.run(await as(bob), { id, limit: 20 })).rejects.toMatchObject(unseen);
  await expect(updateDeployment.run(await as(bob), stop)).rejects.toMatchObject(unseen);
  const body = (async function* () {})();
  const reading = { signal: AbortSignal.timeout(10_000), lastEventId: null, body, contentType: null };
  await expect(streamDeploymentLogs.run(await as(bob), logs, reading)).rejects.toMatchObject(unseen);
  expect([await listed(ada), await calledBy(ada)]).toEqual([[id], [id]]);

  await putGroupPerson.run(await as(ada), { ...path, username: bob.username, role: "read" });
  expect([await listed(bob), await calledBy(bob)]).toEqual([[id], [id]]);
  await expect(updateDeployment.run(await as(bob), stop)).rejects.toMatchObject({ code: "forbidden" });
  await putGroupPerson.run(await as(ada), { ...path, username: bob.username, role: "write" });
  expect(await updateDeployment.run(await as(bob), stop)).toMatchObject({ replicas: 0 });
  await updateDeployment.run(await as(bob), { id, replicas: 1 });

  await group(null);
  expect(await calledBy(bob)).toEqual([id]);
});

test("a key of the organisation calls what lies in a group only while its maker reaches into it", async () => {
  const { ada, bob, organization, id, group, calledBy } = await setup();
  await group("secret");
  expect(await calledBy(ada)).toEqual([id]);
  const member = { name: organization.name };
  await putMember.run(await as(ada), { ...member, username: bob.username, role: "owner" });
  await putMember.run(await as(bob), { ...member, username: ada.username, role: "write" });
  expect(await calledBy(ada)).toEqual([]);
});

test("what lies in a group is deployed for its organisation by those who write in the group, and by nobody else", async () => {
  const { ada, bob, path, group, deploy } = await setup();
  await group("secret");
  await expect(deploy(bob)).rejects.toMatchObject({ code: "not_found" });
  await putGroupPerson.run(await as(ada), { ...path, username: bob.username, role: "read" });
  await expect(deploy(bob)).rejects.toMatchObject({ code: "forbidden" });
  await putGroupPerson.run(await as(ada), { ...path, username: bob.username, role: "write" });
  expect(await deploy(bob)).toMatchObject({ owner: path.name });
});

test("a deployment of another organisation's model does not lie in that one's group", async () => {
  const { ada, bob, organization, group, listed } = await setup();
  const other = await world.organization(ada, [{ user: bob, role: "read" }]);
  await group("secret");
  const [row] = (await listDeployments.run(await as(ada), { owner: organization.name, limit: 1 })).items;
  const wish = DeployModelInput.parse({ model: row?.model, owner: other.name });
  const { id } = await deployModel.run(await as(ada), wish);
  expect((await getDeployment.run(await as(bob), { id })).owner).toBe(other.name);
  expect(await listed(bob)).toEqual([]);
});
