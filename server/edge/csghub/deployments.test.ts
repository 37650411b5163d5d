import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { ensureDefaultPrices } from "@/server/billing";
import { DeployModelInput } from "@/server/inference/contract";
import { deployModel } from "@/server/inference/deploy-model";
import { getDeployment } from "@/server/inference/get-deployment";
import { deploymentsIn } from "@/server/testing/deployments";
import { setupHubServer } from "@/server/testing/hub-server";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);
const { model } = deploymentsIn(world);

beforeAll(() => ensureDefaultPrices(world.system()));

test("A5 lists, starts and stops deployments by a number that its command line has room for", async () => {
  const [owner, stranger] = [await world.user(), await world.user()];
  const token = (await world.token(owner)).secret;
  const name = await model(owner, { files: { "m.gguf": await readFile("samples/guide/guide-2m-q8_0.gguf") } });
  const { id } = await deployModel.run(world.as(owner), DeployModelInput.parse({ model: name, replicas: 0 }));

  const listed = await server.fetch(`/csghub/api/v1/user/${owner.username}/run/model?deploy_type=1&per=50`, { token });
  const { data } = await listed.json();
  expect(data).toMatchObject([{ model_id: name, deploy_name: name.split("/")[1], status: "stopped" }]);
  const [{ deploy_id: number }] = data;
  expect(String(number).length).toBeLessThan(10); // a column of its table has ten, one of them to part it from the next

  const address = `/csghub/api/v1/models/${name}/run/${number}`;
  expect((await server.fetch(address, { token })).status).toBe(200);
  expect((await server.fetch(`/csghub/api/v1/models/${name}/run/${number + 1}`, { token })).status).toBe(404);
  for (const [action, replicas] of [
    ["start", 1],
    ["stop", 0],
  ] as const) {
    const answer = await server.fetch(`${address}/${action}`, { method: "PUT", token });
    expect(await answer.json()).toMatchObject({ msg: "OK", data: { deploy_id: number } });
    expect((await getDeployment.run(world.as(owner), { id })).replicas).toBe(replicas);
  }
  const other = (await world.token(stranger)).secret;
  expect((await server.fetch(`${address}/start`, { method: "PUT", token: other })).status).toBe(404);
});
