import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAddressGuard, createGuardedFetch } from "@/server/adapters/fetch-guarded";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { removeCollaborator } from "@/server/hub/collaborators/remove-collaborator";
import type { Ctx, Dependency, UserActor } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { announceRepoNews } from "./announce-repo";
import { CreateWebhookInput, ListDeliveriesInput } from "./contract";
import { deliver } from "./deliver-webhook";
import { webhooksOperations } from "./operations";
import { sendDelivery } from "./send-delivery";

const { createWebhook, deleteWebhook, getWebhook, listDeliveries, redeliver, testWebhook, updateWebhook } =
  webhooksOperations;
const world = setupWorld();
const never = new AbortController().signal;
const NEWS = { event: { action: "create", scope: "repo" }, payload: {} } as const;

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
const receiver = { calls: [] as Received[], status: 200, answer: "thank you", location: "" };
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    receiver.calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    if (receiver.location) response.setHeader("location", receiver.location);
    response.writeHead(receiver.status).end(receiver.answer);
  });
});
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());
beforeEach(() => Object.assign(receiver, { calls: [], status: 200, answer: "thank you", location: "" }));

async function watched(user?: UserActor) {
  const owner = user ?? (await world.user());
  const ctx = world.as(owner);
  const made = await repoWith(ctx, { name: "watched", texts: { "a.txt": "x" } });
  const name = `${owner.username}/watched`;
  const hook = await createWebhook.run(
    ctx,
    CreateWebhookInput.parse({ url: url(), watched: [{ type: "model", name }] }),
  );
  return { owner, ctx, hook, name, ...made };
}

const deliveriesOf = async (ctx: Ctx<Dependency>, id: string) =>
  (await listDeliveries.run(ctx, ListDeliveriesInput.parse({ id }))).items;

/** What the worker does: every delivery that waits is tried once. */
async function work(ctx: Ctx<Dependency>, id: string, by = world.system()) {
  for (const { id: deliveryId, state } of await deliveriesOf(ctx, id)) {
    if (state === "waiting") await deliver(by, deliveryId, never);
  }
  return deliveriesOf(ctx, id);
}

describe("a webhook", () => {
  test("is called with what happened, signed so that the receiver can check it", async () => {
    const { ctx, hook, repo, name, commit } = await watched();
    const changes = [{ ref: "refs/heads/main", before: null, after: commit }];
    await announceRepoNews(world.system(), repo.id, { kind: "changed", changes });
    expect(await work(ctx, hook.id)).toMatchObject([
      { event: "repo.content update", state: "delivered", attempts: 1, status: 200, answer: "thank you" },
    ]);
    const [call] = receiver.calls;
    expect(JSON.parse(call?.body ?? "")).toMatchObject({
      event: { action: "update", scope: "repo.content" },
      repo: { type: "model", name, private: false },
      updatedRefs: [{ ref: "refs/heads/main", oldSha: null, newSha: commit }],
      webhook: { version: 3 },
    });
    const { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": signature } = call?.headers ?? {};
    const key = Buffer.from(hook.signingSecret.replace("whsec_", ""), "base64");
    const expected = createHmac("sha256", key).update(`${id}.${at}.${call?.body}`).digest("base64");
    expect(signature).toBe(`v1,${expected}`);
    expect(JSON.stringify(call?.headers)).not.toContain(hook.signingSecret);
  });

  test("is tested by a delivery that tells of nothing, unless it is switched off or somebody else's", async () => {
    const { ctx, hook } = await watched();
    await testWebhook.run(ctx, { id: hook.id });
    receiver.status = 410;
    expect(await work(ctx, hook.id)).toMatchObject([
      { event: "webhook ping", state: "waiting", attempts: 1, status: 410, error: "The receiver answered with 410" },
    ]);
    const [call] = receiver.calls;
    expect(JSON.parse(call?.body ?? "")).toMatchObject({ event: { action: "ping", scope: "webhook" } });
    expect(call?.headers["webhook-signature"]).toMatch(/^v1,/);
    await expect(testWebhook.run(world.as(await world.user()), { id: hook.id })).rejects.toMatchObject({
      code: "not_found",
    });
    await updateWebhook.run(ctx, { id: hook.id, isEnabled: false });
    await expect(testWebhook.run(ctx, { id: hook.id })).rejects.toMatchObject({ code: "conflict" });
    expect(await deliveriesOf(ctx, hook.id)).toHaveLength(1);
  });

  test("of an account hears of all its repositories, of creation, moves, visibility and deletion", async () => {
    const ada = await world.user();
    const ctx = world.as(ada);
    const input = { url: url(), watched: [{ type: "user", name: ada.username }] };
    const hook = await createWebhook.run(ctx, CreateWebhookInput.parse(input));
    const { repo } = await repoWith(ctx, { name: "mine", texts: { a: "x" } });
    const before = `${ada.username}/old`;
    for (const news of [
      { kind: "created" },
      { kind: "moved", before },
      { kind: "configured" },
      { kind: "deleted" },
    ] as const) {
      await announceRepoNews(world.system(), repo.id, news);
    }
    const events = (await work(ctx, hook.id)).map(({ event }) => event).sort();
    expect(events).toEqual(["repo create", "repo delete", "repo move", "repo.config update"]);
    const moved = receiver.calls.map(({ body }) => JSON.parse(body)).find(({ movedTo }) => movedTo);
    expect(moved).toMatchObject({ repo: { name: before }, movedTo: { name: `${ada.username}/mine` } });
  });

  test("is told nothing of what its owner may no longer read (A14)", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const owner = world.as(ada);
    const made = await repoWith(owner, { name: "secret", visibility: "private", texts: { a: "x" } });
    const member = { ...made.address, username: ben.username };
    const name = `${ada.username}/secret`;
    const input = CreateWebhookInput.parse({ url: url(), watched: [{ type: "model", name }] });
    await expect(createWebhook.run(world.as(ben), input)).rejects.toMatchObject({ code: "not_found" });
    await putCollaborator.run(owner, { ...member, role: "read" });
    const hook = await createWebhook.run(world.as(ben), input);
    await announceRepoNews(world.system(), made.repo.id, { kind: "created" });
    await removeCollaborator.run(owner, member);
    await announceRepoNews(world.system(), made.repo.id, { kind: "created" });
    expect(await deliveriesOf(world.as(ben), hook.id)).toHaveLength(1);
    expect(await getWebhook.run(world.as(ben), { id: hook.id })).toMatchObject({ watched: [] });
  });

  test("is called no more once its owner may not read what it tells of, sent again by hand or not (A14)", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const [owner, reader] = [world.as(ada), world.as(ben)];
    const made = await repoWith(owner, { name: "secret", visibility: "private", texts: { a: "x" } });
    const member = { ...made.address, username: ben.username };
    await putCollaborator.run(owner, { ...member, role: "read" });
    const watched = [{ type: "model", name: `${ada.username}/secret` }];
    const { id } = await createWebhook.run(reader, CreateWebhookInput.parse({ url: url(), watched }));
    receiver.status = 500;
    await announceRepoNews(world.system(), made.repo.id, { kind: "created" });
    expect(await work(reader, id)).toMatchObject([{ state: "waiting", attempts: 1 }]);

    await removeCollaborator.run(owner, member);
    receiver.status = 200;
    const error = expect.stringContaining("you may no longer read the repository");
    const ended = { state: "failed", attempts: 1, error, nextAttemptAt: null };
    expect(await work(reader, id)).toMatchObject([ended]);
    const [delivery] = await deliveriesOf(reader, id);
    await redeliver.run(reader, { id, deliveryId: delivery?.id ?? "" });
    expect(await work(reader, id)).toMatchObject([{ ...ended, attempts: 0 }]);
    expect(receiver.calls).toHaveLength(1);
    expect(await getWebhook.run(reader, { id })).toMatchObject({ failures: 0 });

    await putCollaborator.run(owner, { ...member, role: "read" });
    await redeliver.run(reader, { id, deliveryId: delivery?.id ?? "" });
    expect(await work(reader, id)).toMatchObject([{ state: "delivered", error: null }]);
    expect(receiver.calls).toHaveLength(2);
  });

  test("is tried again with growing pauses, given up, and sent again on demand", async () => {
    const { ctx, hook, repo } = await watched();
    receiver.status = 500;
    receiver.answer = "x".repeat(100_000);
    await announceRepoNews(world.system(), repo.id, { kind: "created" });
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt++) {
      const now = new Date();
      const [delivery] = await work(
        ctx,
        hook.id,
        world.system(() => now),
      );
      expect(delivery).toMatchObject({ attempts: attempt, status: 500 });
      expect(delivery?.answer?.length).toBe(4_096);
      if (delivery?.nextAttemptAt) pauses.push((delivery.nextAttemptAt.getTime() - now.getTime()) / 1_000);
    }
    expect(pauses).toEqual([10, 60, 300, 1_800, 7_200, 21_600]);
    const [lost] = await deliveriesOf(ctx, hook.id);
    expect(lost).toMatchObject({ state: "failed", error: "The receiver answered with 500" });
    Object.assign(receiver, { status: 204, answer: "" });
    await redeliver.run(ctx, { id: hook.id, deliveryId: lost?.id ?? "" });
    expect(await work(ctx, hook.id)).toMatchObject([{ state: "delivered", attempts: 1 }]);
    const ids = new Set(receiver.calls.map(({ headers }) => headers["webhook-id"]));
    expect(ids.size).toBe(1);
  });

  test("is disabled when nobody listens for long, and enabled by its owner", async () => {
    const { ctx, hook, repo } = await watched();
    const system = world.system();
    const gone = { ...system, fetch: () => Promise.reject(new TypeError("fetch failed")) };
    for (let lost = 0; lost < 20; lost++) await sendDelivery(system, { webhook: hook, repo }, NEWS);
    for (let attempt = 0; attempt < 7; attempt++) await work(ctx, hook.id, gone);
    expect(await getWebhook.run(ctx, { id: hook.id })).toMatchObject({ isEnabled: false, failures: 20 });
    await updateWebhook.run(ctx, { id: hook.id, isEnabled: true });
    expect(await getWebhook.run(ctx, { id: hook.id })).toMatchObject({ isEnabled: true, failures: 0 });
  });

  test("is not called without the proof that its receiver waits for", async () => {
    const { ctx, hook } = await watched();
    await testWebhook.run(ctx, { id: hook.id });
    const [tried] = await work(ctx, hook.id, { ...world.system(), open: () => null });
    expect(tried).toMatchObject({ state: "waiting", error: "The credential cannot be read; enter it again" });
    expect(receiver.calls).toEqual([]);
  });

  test("belongs to one person", async () => {
    const { hook, ctx, repo } = await watched();
    await announceRepoNews(world.system(), repo.id, { kind: "created" });
    const [delivery] = await deliveriesOf(ctx, hook.id);
    const other = world.as(await world.user());
    const hidden = { code: "not_found" };
    await expect(getWebhook.run(other, { id: hook.id })).rejects.toMatchObject(hidden);
    await expect(deleteWebhook.run(other, { id: hook.id })).rejects.toMatchObject(hidden);
    await expect(deliveriesOf(other, hook.id)).rejects.toMatchObject(hidden);
    const again = redeliver.run(other, { id: hook.id, deliveryId: delivery?.id ?? "" });
    await expect(again).rejects.toMatchObject(hidden);
    const mine = await watched();
    const crossed = redeliver.run(mine.ctx, { id: mine.hook.id, deliveryId: delivery?.id ?? "" });
    await expect(crossed).rejects.toMatchObject(hidden);
  });
});

describe("addresses of webhooks", () => {
  test.each([
    "http://127.0.0.1/",
    "http://localhost./",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://169.254.169.254/latest/meta-data",
    "http://100.100.100.200/",
    "http://10.0.0.1/",
    "http://good@192.168.0.1/",
    "http://192.168.0.1:5432/",
  ])("of the inside are never called: %s (S)", async (place) => {
    const { ctx, hook, repo } = await watched();
    await updateWebhook.run(ctx, { id: hook.id, url: place });
    const system = world.system();
    await sendDelivery(system, { webhook: hook, repo }, NEWS);
    const [delivery] = await work(ctx, hook.id, { ...system, fetch: createGuardedFetch({ allowed: [] }) });
    expect(delivery).toMatchObject({
      status: null,
      error: expect.stringContaining("not an address this platform may call"),
    });
  });

  test("that are never called are refused when they are given, unless an operator opened their origin (S)", async () => {
    const { ctx, hook, name } = await watched();
    const origins = ["http://10.0.0.7:9000"];
    const guarded = { ...ctx, refuseAddress: createAddressGuard({ allowed: [], origins }) };
    const input = (place: string) => CreateWebhookInput.parse({ url: place, watched: [{ type: "model", name }] });
    const refused = { code: "invalid", reason: "address_refused" };
    for (const place of ["http://192.168.0.1/", "http://localhost/", "https://example.com:5432/"]) {
      await expect(createWebhook.run(guarded, input(place))).rejects.toMatchObject(refused);
      await expect(updateWebhook.run(guarded, { id: hook.id, url: place })).rejects.toMatchObject(refused);
    }
    await updateWebhook.run(guarded, { id: hook.id, isEnabled: false });
    expect(await getWebhook.run(ctx, { id: hook.id })).toMatchObject({ url: hook.url, isEnabled: false });
    for (const place of ["https://example.com/hook", "http://10.0.0.7:9000/hook"]) {
      expect(await updateWebhook.run(guarded, { id: hook.id, url: place })).toMatchObject({ url: place });
    }
  });

  test("that redirect take the proof nowhere else (S)", async () => {
    const { ctx, hook, repo } = await watched();
    Object.assign(receiver, { status: 307, location: "http://169.254.169.254/" });
    const system = world.system();
    await sendDelivery(system, { webhook: hook, repo }, NEWS);
    expect(await work(ctx, hook.id)).toMatchObject([{ status: 307, error: "The receiver answered with 307" }]);
    expect(receiver.calls).toHaveLength(1);
  });

  test.each(["gopher://example.com", "file:///etc/passwd", "ftp://example.com", "example.com", "http://a b"])(
    "of other kinds are refused when they are given: %s",
    (place) => {
      const input = { url: place, watched: [{ type: "user", name: "ada" }] };
      expect(CreateWebhookInput.safeParse(input).success).toBe(false);
    },
  );
});
