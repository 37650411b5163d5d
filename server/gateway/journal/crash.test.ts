import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { type ChargedRow, printTable, rowsOf, sumsOfCharges } from "@/server/testing/charge-sums";
import { chargesIn, gatewayOver, IS_NIGHTLY } from "@/server/testing/charges";
import { buildChargingProcess, live } from "@/server/testing/charging-lives";
import type { ChargingOrder, Told } from "@/server/testing/charging-process";
import { dice } from "@/server/testing/dice";
import { setupWorld } from "@/server/testing/world";

const NODES = 2;
const KILLS = IS_NIGHTLY ? 60 : 8;
const WORKERS = 24;
const SEED = 20_261_126;

const world = setupWorld();
const { payer } = chargesIn(world);

beforeAll(buildChargingProcess);

function orderIn(folder: string, workers: number): ChargingOrder {
  const { person, key, model } = payer();
  const { createdAt: _, ...deployed } = model;
  return {
    ...{ databaseUrl: world.databaseUrl(), folder, workers },
    ...{ payerId: person.userId, keyId: key.id, model: deployed },
  };
}

/** One kill in five comes while the next process settles what the one before it left. */
async function liveAndDie(name: string, roll: (below: number) => number): Promise<Told[]> {
  const folder = join(world.folder(), name);
  const told: Told[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const until =
      kill % 5 === 4
        ? ({ kind: "starting", count: 1 } as const)
        : { kind: roll(2) === 0 ? ("answered" as const) : ("admitted" as const), count: 1 + roll(400) };
    const one = await live(orderIn(folder, WORKERS), until);
    expect(one.end).toEqual({ ended: "SIGKILL", errors: "" });
    told.push(...one.told);
  }
  const last = await live(orderIn(folder, 0), null);
  expect(last.end).toEqual({ ended: 0, errors: "" });
  return [...told, ...last.told];
}

test("what was answered is charged exactly once, however often the gateway is killed (B2)", async () => {
  const roll = dice(SEED);
  const seeds = Array.from({ length: NODES }, () => roll(2 ** 31));
  const told = (await Promise.all(seeds.map((seed, index) => liveAndDie(`node-${index}`, dice(seed))))).flat();

  const charged = await rowsOf<ChargedRow>(world.system(), sql`select * from usage_events`);
  const byId = new Map(charged.map((one) => [one.id, one]));
  const answered = told.filter((one) => one.kind === "answered");
  const admitted = new Set(told.filter((one) => one.kind === "admitted").map(({ id }) => id));
  const requests = await rowsOf<{ id: string; outcome: string }>(
    world.system(),
    sql`select id, outcome from gateway_requests`,
  );
  const listed = new Set(requests.map(({ id }) => id));

  const lost = answered.filter(({ id }) => !byId.has(id));
  const other = answered.filter(({ id, inputTokens, outputTokens }) => {
    const cost = BigInt(inputTokens) * 100n + BigInt(outputTokens) * 400n;
    const one = byId.get(id);
    return one && (BigInt(one.cost) !== cost || one.basis !== "reported");
  });
  const unlisted = [...admitted].filter((id) => !listed.has(id));
  const {
    usage,
    days,
    keys,
    leased,
    requests: ofRequests,
    revenue,
    receivable,
    events,
    counted,
  } = await sumsOfCharges(world.system());
  const table = {
    ...{ nodes: NODES, kills: NODES * KILLS, admitted: admitted.size, answered: answered.length },
    ...{ charged: charged.length, suspense: charged.filter(({ basis }) => basis === "suspense").length },
    ...{ lost: lost.length, "other cost": other.length, twice: charged.length - byId.size, unlisted: unlisted.length },
  };
  printTable(table);

  expect(answered.length).toBeGreaterThan(NODES * KILLS * 20);
  expect({ lost, other, unlisted }).toEqual({ lost: [], other: [], unlisted: [] });
  expect(byId.size).toBe(charged.length);
  expect([days, keys, ofRequests, revenue, receivable]).toEqual([usage, usage, usage, usage, usage]);
  expect(leased).toBe("0");
  expect([events, counted]).toEqual([charged.length, charged.length]);
});

test("a second process on a folder is refused, with what to do", async () => {
  const { open, close } = gatewayOver(world.system(), join(world.folder(), "taken"));
  await open();
  const { end } = await live(orderIn(join(world.folder(), "taken"), 0), null);
  expect(end).toMatchObject({ ended: 1, errors: expect.stringMatching(/already runs from this data folder/) });
  await close();
});
