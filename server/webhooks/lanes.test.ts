import { beforeEach, describe, expect, test } from "vitest";
import { atomically, type Ctx, countQueuedJobs, type Dependency } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { CreateWebhookInput } from "./contract";
import { webhooksHandlers } from "./handlers";
import { deliverWebhook } from "./jobs";
import { webhooksOperations } from "./operations";
import { deleteWebhooksOf, findDelivery, insertDelivery, leaveLane, takeTurn, updateDelivery } from "./store";

const world = setupWorld();
const { signal } = new AbortController();
let clock = Date.now();
const owners: string[] = [];
/** At a time that the test says. */
const system = () => world.system(() => new Date(clock));

/** Somebody has webhooks with so many deliveries that wait; their ids, by webhook. */
async function owner(...waiting: readonly number[]): Promise<string[][]> {
  const user = await world.user();
  owners.push(user.userId);
  const input = { url: "https://example.com/", watched: [{ type: "user", name: user.username }] };
  const made: string[][] = [];
  for (const count of waiting) {
    const { id } = await webhooksOperations.createWebhook.run(world.as(user), CreateWebhookInput.parse(input));
    made.push(await Promise.all(Array.from({ length: count }, () => wait(id))));
  }
  return made;
}

async function wait(webhookId: string): Promise<string> {
  clock += 1_000;
  return insertDelivery(system(), { webhookId, repoId: null, event: "webhook ping", payload: {} });
}

async function turn(lane: number): Promise<string | undefined> {
  clock += 1_000;
  const ctx = system();
  return (await atomically(ctx, (ctx) => takeTurn(ctx.db, { lane, now: ctx.now() })))?.id;
}

async function finish(id = ""): Promise<void> {
  await updateDelivery(world.system().db, id, { state: "delivered" });
  await leaveLane(world.system().db, id);
}

const jobsNamed = async (ctx: Ctx<Dependency>, name: string) =>
  (await countQueuedJobs(ctx.db)).find((job) => job.name === name)?.count ?? 0;

describe("lanes", () => {
  beforeEach(async () => {
    for (const id of owners.splice(0)) await deleteWebhooksOf(world.system().db, id);
  });

  test("give a webhook one of them, an owner two, and the next turn to who has waited longest", async () => {
    const [first = [], second = [], third = []] = await owner(3, 3, 3);
    expect([await turn(0), await turn(1), await turn(2)]).toEqual([first[0], second[0], undefined]);
    const [[bob] = [], [mei] = []] = [...(await owner(1)), ...(await owner(1))];
    expect([await turn(2), await turn(3)]).toEqual([bob, mei]);
    await finish(first[0]);
    expect(await turn(0)).toBe(third[0]);
    const [[eve] = []] = await owner(1);
    await finish(second[0]);
    expect(await turn(1)).toBe(eve);
    await finish(bob);
    expect(await turn(2)).toBe(first[1]);
  });

  test("take nothing before it is due", async () => {
    const [[later = ""] = []] = await owner(1);
    await updateDelivery(world.system().db, later, { nextAttemptAt: new Date(clock + 5_000) });
    expect(await turn(0)).toBeUndefined();
    clock += 5_000;
    expect(await turn(0)).toBe(later);
  });

  test("go on with what a worker left in them, and look for more whatever came of it", async () => {
    const [[left = "", next = ""] = []] = await owner(2);
    expect([await turn(0), await turn(0)]).toEqual([left, left]);
    const ctx = system();
    // The database cannot keep such a status.
    const answer = Object.defineProperty(new Response("thanks"), "status", { value: 2 ** 40 });
    const broken = { ...ctx, fetch: () => Promise.resolve(answer) };
    await expect(webhooksHandlers.handlers.serveLane(broken, { lane: 0 }, signal)).rejects.toThrow();
    const nextAttemptAt = new Date(clock + 60_000);
    expect(await findDelivery(ctx.db, left)).toMatchObject({ lane: null, state: "waiting", nextAttemptAt });
    expect(await jobsNamed(ctx, "webhooks.serveLane")).toBe(1);
    expect(await turn(0)).toBe(next);
  });

  test("are woken when something is due, also what came together", async () => {
    const ctx = system();
    await webhooksHandlers.handlers.deliverWebhook(ctx, deliverWebhook.payload.parse({ deliveryId: ctx.id() }), signal);
    expect(await jobsNamed(ctx, "webhooks.serveLane")).toBe(4);
  });
});
