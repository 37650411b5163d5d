import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx, Dependency } from "@/server/kernel";
import { enqueue } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { startWorker } from "@/server/worker/start";
import { CreateWebhookInput, ListDeliveriesInput } from "./contract";
import { removeWebhooksOfOwner } from "./jobs";
import { webhooksOperations } from "./operations";
import { PING } from "./payload";
import { sendDelivery } from "./send-delivery";
import { countWebhooks } from "./store";

const { createWebhook, listDeliveries } = webhooksOperations;
const world = setupWorld();

/** Keeps every call below `/slow` waiting until the test lets it go. */
const receiver = { waiting: new Map<ServerResponse, string>(), most: 0, isSlow: true };
const server = createServer((request, response) => {
  request.resume();
  if (!receiver.isSlow || !request.url?.startsWith("/slow")) return void response.end();
  receiver.waiting.set(response, request.url);
  response.on("close", () => receiver.waiting.delete(response));
  receiver.most = Math.max(receiver.most, receiver.waiting.size);
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

async function hookAt(path: string, ctx: Ctx<Dependency>) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const { username = "" } = "username" in ctx.actor ? ctx.actor : {};
  return createWebhook.run(ctx, CreateWebhookInput.parse({ url, watched: [{ type: "user", name: username }] }));
}
const deliveriesOf = async (ctx: Ctx<Dependency>, id: string) =>
  (await listDeliveries.run(ctx, ListDeliveriesInput.parse({ id }))).items;

describe("slow receivers of one owner", () => {
  test("hold two places of the worker, and others go on meanwhile", async () => {
    const slow = world.as(await world.user());
    const hooks = await Promise.all(["/slow/1", "/slow/2", "/slow/3"].map((path) => hookAt(path, slow)));
    for (const webhook of hooks) {
      for (let count = 0; count < 5; count++) await sendDelivery(world.system(), { webhook, repo: null }, PING);
    }
    const contextFor = () => world.system();
    const worker = await startWorker({ connectionString: world.databaseUrl(), contextFor, measure: () => {} });
    await expect.poll(() => receiver.waiting.size).toBe(2);
    expect(new Set(receiver.waiting.values()).size).toBe(2);

    const [quick, gone] = [world.as(await world.user()), await world.user()];
    await hookAt("/gone", world.as(gone));
    await enqueue(world.system(), removeWebhooksOfOwner, { payload: { ownerId: gone.userId } });
    const webhook = await hookAt("/quick", quick);
    await sendDelivery(world.system(), { webhook, repo: null }, PING);
    await expect.poll(() => deliveriesOf(quick, webhook.id)).toMatchObject([{ state: "delivered" }]);
    await expect.poll(() => countWebhooks(quick.db, gone.userId)).toBe(0);
    expect(receiver.most).toBe(2);

    receiver.isSlow = false;
    for (const response of receiver.waiting.keys()) response.end();
    await expect
      .poll(async () => (await Promise.all(hooks.map(({ id }) => deliveriesOf(slow, id)))).flat())
      .toMatchObject(Array.from({ length: 15 }, () => ({ state: "delivered", nextAttemptAt: null })));
    expect(receiver.most).toBe(2);
    await worker.close();
  });
});
