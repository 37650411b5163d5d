import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { ensureDefaultPrices, type TokenPrice, tokenPriceOf } from "@/server/billing";
import { csvLine, type UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import {
  CreateApiKeyInput,
  ExportUsageInput,
  GetUsageSummaryInput,
  ListApiKeysInput,
  ListRequestsInput,
  ListUsageInput,
} from "./contract";
import { gatewayOperations } from "./operations";
import type { Settlement } from "./settlement";

const { createApiKey, exportUsage, getUsageSummary, listApiKeys, listRequests, listUsage } = gatewayOperations;
const world = setupWorld();
const NOW = new Date("2026-03-15T12:00:00Z");
const as = (actor: UserActor, now = NOW) => world.as(actor, () => now);
let ada: UserActor;
let key: { readonly id: string };
let price: TokenPrice;

interface Call {
  readonly at: string;
  readonly model?: string;
  readonly keyId?: string | null;
}

function settlementOf({ at, model = "ada/chat", keyId = key.id }: Call): Settlement {
  const id = world.system().id();
  const startedAt = new Date(at);
  const call = { id, ownerId: ada.userId, keyId, model };
  return {
    usage: {
      ...call,
      ...{ occurredAt: startedAt, repoId: id, inputTokens: 1_000_000, outputTokens: 10, price, basis: "reported" },
    },
    request: {
      ...call,
      ...{ startedAt, userId: ada.userId, deploymentId: id, endpoint: "chat.completions", isStream: true },
      ...{ outcome: "completed", status: 200, latencyMs: 40, ttftMs: 4 },
    },
  };
}

beforeAll(async () => {
  const ctx = world.system();
  await ensureDefaultPrices(ctx);
  price = await tokenPriceOf(ctx, ctx.id(), ctx.now());
  ada = await world.user();
  const budget = { limit: "1", period: "month" };
  key = await createApiKey.run(as(ada), CreateApiKeyInput.parse({ name: "=cmd|' /C calc'!A0", budget }));
  const calls: readonly Call[] = [
    { at: "2026-02-28T23:59:59.999Z" },
    { at: "2026-03-01T00:00:00Z" },
    { at: "2026-03-01T23:00:00Z", keyId: null },
    { at: "2026-03-14T10:00:00Z", model: "ada/embed" },
  ];
  await Promise.all(calls.map((call) => ctx.live.traffic.settlements.add(ctx, settlementOf(call)).written));
});

const usage = async (input: object) => (await listUsage.run(as(ada), ListUsageInput.parse(input))).items;
const ONE = { requests: 1, inputTokens: 1_000_000, outputTokens: 10, cost: "0.100004", currency: "USD" };
const TWO = { requests: 2, inputTokens: 2_000_000, outputTokens: 20, cost: "0.200008", currency: "USD" };

describe("usage", () => {
  test("is of this month when nothing is said, by day in UTC", async () => {
    expect(await usage({})).toEqual([
      { day: "2026-03-01", ...TWO },
      { day: "2026-03-14", ...ONE },
    ]);
  });

  test("counts the first day in and the last day out", async () => {
    expect(await usage({ from: "2026-02-28", to: "2026-03-01" })).toEqual([{ day: "2026-02-28", ...ONE }]);
    expect(await usage({ from: "2026-02-28T00:00:00Z", to: "2026-03-02T00:00:00Z" })).toHaveLength(2);
    expect(ListUsageInput.safeParse({ from: "2026-02-28T10:00:00Z" }).success).toBe(false);
    expect(ListUsageInput.safeParse({ from: "2026-13-01" }).success).toBe(false);
    await expect(usage({ from: "2026-03-01", to: "2026-03-01" })).rejects.toMatchObject({ code: "invalid" });
  });

  test("by key names the key, and is null for calls without one", async () => {
    expect(await usage({ groupBy: "key" })).toEqual([
      { key: null, keyName: null, ...ONE },
      { key: key.id, keyName: "=cmd|' /C calc'!A0", ...TWO },
    ]);
  });

  test("by model pages without loss", async () => {
    const first = await listUsage.run(as(ada), ListUsageInput.parse({ groupBy: "model", limit: 1 }));
    const cursor = first.nextCursor;
    const second = await listUsage.run(as(ada), ListUsageInput.parse({ groupBy: "model", limit: 1, cursor }));
    expect([...first.items, ...second.items].map(({ model }) => model)).toEqual(["ada/chat", "ada/embed"]);
    expect(second.nextCursor).toBeNull();
  });

  test("has every day of a chart, and its total", async () => {
    const summary = await getUsageSummary.run(as(ada), GetUsageSummaryInput.parse({}));
    expect(summary.days).toHaveLength(31);
    expect(summary.days[0]).toEqual({
      day: "2026-03-01",
      requests: 2,
      inputTokens: 2_000_000,
      outputTokens: 20,
      cost: "0.200008",
    });
    expect(summary.days[1]?.cost).toBe("0");
    expect(summary.total).toEqual({ requests: 3, inputTokens: 3_000_000, outputTokens: 30, cost: "0.300012" });
  });

  test("is a CSV file in which no cell is a formula (B12)", async () => {
    const none = (async function* () {})();
    const request = { signal: new AbortController().signal, lastEventId: null, body: none, contentType: null };
    const { body, fileName } = await exportUsage.run(as(ada), ExportUsageInput.parse({}), request);
    const lines = (await Array.fromAsync(body)).join("").split("\r\n");
    expect(fileName).toBe("usage-2026-03-01-2026-04-01.csv");
    expect(lines).toHaveLength(5);
    expect(lines[1]).toBe("2026-03-01,,,ada/chat,1,1000000,10,0.100004,USD");
    expect(lines[2]).toContain(",'=cmd|' /C calc'!A0,");
  });

  test("of somebody else does not exist (T1)", async () => {
    const ben = await world.user();
    for (const operation of [listUsage, getUsageSummary, listRequests]) {
      const input = { owner: ada.username, limit: 20, groupBy: "day" as const };
      await expect(operation.run(as(ben), input)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

test("requests are listed newest first, and found by key, model and outcome", async () => {
  const requests = async (input: object) => (await listRequests.run(as(ada), ListRequestsInput.parse(input))).items;
  expect((await requests({})).map(({ startedAt }) => startedAt.toISOString().slice(0, 10))).toEqual([
    ...["2026-03-14", "2026-03-01", "2026-03-01", "2026-02-28"],
  ]);
  expect(await requests({ model: "ada/embed" })).toMatchObject([
    { key: key.id, cost: "0.100004", ttftMs: 4, status: 200 },
  ]);
  expect(await requests({ outcome: "failed" })).toEqual([]);
  expect(await requests({ keyId: key.id })).toHaveLength(3);
  expect(await requests({ from: "2026-03-01", to: "2026-03-14" })).toHaveLength(2);
});

test("a month of a key is its own row: the next one starts at nothing", async () => {
  const spentAt = async (now: string) => {
    const { items } = await listApiKeys.run(as(ada, new Date(now)), ListApiKeysInput.parse({}));
    return [items[0]?.budget?.spent, items[0]?.budget?.resetsAt.toISOString()];
  };
  expect(await spentAt("2026-02-10T00:00:00Z")).toEqual(["0.100004", "2026-03-01T00:00:00.000Z"]);
  expect(await spentAt("2026-03-31T23:59:59Z")).toEqual(["0.200008", "2026-04-01T00:00:00.000Z"]);
  expect(await spentAt("2026-04-01T00:00:00Z")).toEqual(["0", "2026-05-01T00:00:00.000Z"]);
});

test("a settlement that is told twice is written once", async () => {
  const ctx = world.system();
  const settlement = settlementOf({ at: "2026-05-05T05:05:05Z" });
  await Promise.all([1, 2, 3].map(() => ctx.live.traffic.settlements.add(ctx, settlement).written));
  expect(await usage({ from: "2026-05-01", to: "2026-06-01" })).toMatchObject([{ requests: 1, cost: "0.100004" }]);
  const { items } = await listApiKeys.run(as(ada, new Date("2026-05-06")), ListApiKeysInput.parse({}));
  expect(items[0]?.budget?.spent).toBe("0.100004");
});

describe("a settlement that the database refuses", () => {
  const may = { from: "2026-07-01", to: "2026-08-01" };

  test("is tried again until it is written, whole and once", async () => {
    const ctx = world.system();
    await ctx.db.execute(sql`alter table gateway_requests rename to gone`);
    const { attempted, written } = ctx.live.traffic.settlements.add(ctx, settlementOf({ at: "2026-07-01T05:00:00Z" }));
    await attempted;
    expect(await usage(may)).toEqual([]);
    expect(ctx.live.traffic.settlements.unwritten()).toBe(1);

    await ctx.db.execute(sql`alter table gone rename to gateway_requests`);
    await written;
    expect(ctx.live.traffic.settlements.unwritten()).toBe(0);
    expect(await usage(may)).toMatchObject([{ requests: 1, cost: "0.100004" }]);
  });

  test("does not hold up those of other calls, and is what is left at the end", async () => {
    const ctx = world.system();
    const { settlements } = ctx.live.traffic;
    const bad = settlementOf({ at: "2026-07-02T05:00:00Z", model: "never\0written" });
    const all = [bad, settlementOf({ at: "2026-07-02T05:00:01Z" })].map((one) => settlements.add(ctx, one));
    await all[1]?.written;
    expect(await usage({ ...may, from: "2026-07-02" })).toMatchObject([{ requests: 1 }]);
    expect(await settlements.flush()).toEqual([bad]);
  });
});

test("who asks for usage waits for what is due", async () => {
  const ctx = world.system();
  const { attempted } = ctx.live.traffic.settlements.add(ctx, settlementOf({ at: "2026-08-01T05:00:00Z" }));
  ctx.live.dueCharges.track(ada.userId, attempted);
  expect(await usage({ from: "2026-08-01", to: "2026-09-01" })).toMatchObject([{ requests: 1 }]);
});

test.each([
  ["plain", "plain"],
  ['a "quoted", cell', '"a ""quoted"", cell"'],
  ["=1+1", "'=1+1"],
  ["  @SUM(A1)", "'  @SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["-1.5", "-1.5"],
  ["-1+1", "'-1+1"],
])("the cell %o is written as %o", (cell, written) => {
  expect(csvLine([cell])).toBe(`${written}\r\n`);
});
