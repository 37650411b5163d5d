import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { ensureDefaultPrices } from "@/server/billing";
import { listRuntimePacks } from "@/server/compute/list-runtime-packs";
import { removeRuntimePack } from "@/server/compute/remove-runtime-pack";
import { deploymentsIn } from "@/server/testing/deployments";
import { setupWorld } from "@/server/testing/world";
import { DeployModelInput } from "./contract";
import { deployModel } from "./deploy-model";
import { updateDeployment } from "./update-deployment";

const world = setupWorld();
const { installRuntime, model, until } = deploymentsIn(world);

beforeAll(() => ensureDefaultPrices(world.system()));

test("a deployment waits for its runtime pack, which stays as long as it is used", async () => {
  const [owner, operator] = [await world.user(), await world.user({ platformRoles: ["ops"] })];
  const ctx = world.as(owner);
  const admin = world.as(operator);
  const page = { limit: 20 };
  const name = await model(owner, { files: { "m.gguf": await readFile("samples/guide/guide-2m-q8_0.gguf") } });
  const input = { model: name, params: { context: 256, parallel: 1, threads: 1 } };
  const { id } = await deployModel.run(ctx, DeployModelInput.parse(input));
  await until(id, { status: "failed", reason: { code: "pack_missing" } });

  await expect(listRuntimePacks.run(ctx, page)).rejects.toMatchObject({ code: "forbidden" });
  expect((await listRuntimePacks.run(admin, page)).items).toMatchObject([{ id: "llama-cpp", installedVersion: null }]);

  await installRuntime();
  await until(id, { status: "running", reason: null });
  expect((await listRuntimePacks.run(admin, page)).items).toMatchObject([{ installedVersion: "1.0.0", usedBy: 1 }]);
  await expect(removeRuntimePack.run(admin, { id: "llama-cpp" })).rejects.toMatchObject({ reason: "pack_in_use" });

  await updateDeployment.run(ctx, { id, replicas: 0 });
  await until(id, { status: "stopped" });
  expect(await removeRuntimePack.run(admin, { id: "llama-cpp" })).toMatchObject({ installedVersion: null, usedBy: 0 });
}, 300_000);
