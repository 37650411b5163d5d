import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { ensureDefaultPrices } from "@/server/billing";
import { removeMember } from "@/server/identity/remove-member";
import { deploymentsIn } from "@/server/testing/deployments";
import { setupWorld } from "@/server/testing/world";
import { DeployModelInput, StreamDeploymentLogsInput } from "./contract";
import { deployModel } from "./deploy-model";
import { streamDeploymentLogs } from "./stream-deployment-logs";

const world = setupWorld();
const { model } = deploymentsIn(world);

beforeAll(() => ensureDefaultPrices(world.system()));

test("a log that somebody follows ends soon after they may no longer read it", async () => {
  const [owner, member] = [await world.user(), await world.user()];
  const { name: organization } = await world.organization(owner, [{ user: member, role: "read" }]);
  const leader = world.as(await world.again(owner));
  const name = await model(owner, { files: { "m.gguf": await readFile("samples/guide/guide-2m-q8_0.gguf") } });
  const wish = { model: name, owner: organization, replicas: 0 };
  const { id } = await deployModel.run(leader, DeployModelInput.parse(wish));

  let now = Date.now();
  const reader = world.as(await world.again(member), () => new Date(now));
  const request = { signal: AbortSignal.timeout(20_000), lastEventId: null, contentType: null, body: nothing() };
  const { body } = await streamDeploymentLogs.run(
    reader,
    StreamDeploymentLogsInput.parse({ id, follow: true }),
    request,
  );
  const events = body[Symbol.asyncIterator]();
  expect(String((await events.next()).value)).toContain("Deployed");
  now += 16_000;
  expect(await events.next()).toMatchObject({ value: ": still here\n\n" });

  await removeMember.run(leader, { name: organization, username: member.username });
  now += 16_000;
  expect(await events.next()).toMatchObject({ done: true });
  expect(request.signal.aborted).toBe(false);
});

async function* nothing(): AsyncGenerator<Uint8Array> {}
