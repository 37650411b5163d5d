import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { ensureDefaultPrices } from "@/server/billing";
import { renameRepo } from "@/server/hub/repositories/rename-repo";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import { deploymentsIn } from "@/server/testing/deployments";
import { setupWorld } from "@/server/testing/world";
import { DeployModelInput } from "./contract";
import { deployModel } from "./deploy-model";
import { getDeployment } from "./get-deployment";
import { inferenceHandlers } from "./handlers";

const world = setupWorld();
const { model } = deploymentsIn(world);

beforeAll(() => ensureDefaultPrices(world.system()));

test("a deployment tells its price, its maker, and what the reader may do", async () => {
  const [owner, member, operator] = [
    await world.user(),
    await world.user(),
    await world.user({ platformRoles: ["ops"] }),
  ];
  const { name: organization } = await world.organization(owner, [{ user: member, role: "read" }]);
  const ctx = world.as(await world.again(owner));
  const name = await model(owner, { files: { "m-Q4_K_M.gguf": await readFile("samples/guide/guide-2m-q8_0.gguf") } });
  const wish = { model: name, owner: organization, replicas: 0 };
  const { id } = await deployModel.run(ctx, DeployModelInput.parse(wish));

  expect(await getDeployment.run(ctx, { id })).toMatchObject({
    owner: organization,
    creator: owner.username,
    quantization: "Q4_K_M",
    price: { perHour: "0", currency: "USD" },
    charged: { minutes: 0, cost: "0" },
    formerModel: null,
    obstacle: null,
    can: { manage: true, share: false },
  });
  const seen = await getDeployment.run(world.as(await world.again(member)), { id });
  expect(seen.can).toEqual({ manage: false, share: false });
  expect((await getDeployment.run(world.as(operator), { id })).can).toEqual({ manage: true, share: true });
});

test("a stopped deployment warns when its model was renamed or hidden", async () => {
  const [author, owner] = [await world.user(), await world.user()];
  const name = await model(author, { files: { "m.gguf": await readFile("samples/guide/guide-2m-q8_0.gguf") } });
  const [namespace = "", repo = ""] = name.split("/");
  const wish = DeployModelInput.parse({ model: name, replicas: 0 });
  const { id, repoId } = await deployModel.run(world.as(owner), wish);

  const address = { shelf: "models" as const, namespace };
  const rename = (from: string, newName: string) =>
    renameRepo.run(world.as(author), { ...address, name: from, newName });
  const follow = () => inferenceHandlers.handlers.followModel(world.system(), { repoId }, AbortSignal.timeout(10_000));
  await rename(repo, `${repo}-new`);
  await follow();
  await updateRepo.run(world.as(author), { ...address, name: `${repo}-new`, visibility: "private" });
  await follow();
  const hidden = { model: `${name}-new`, formerModel: name, obstacle: { code: "model_not_readable" } };
  expect(await getDeployment.run(world.as(owner), { id })).toMatchObject(hidden);

  await rename(`${repo}-new`, "unannounced");
  await follow();
  const seen = await getDeployment.run(world.as(owner), { id });
  expect(seen).toMatchObject(hidden);
  expect(JSON.stringify(seen)).not.toContain("unannounced");
});
