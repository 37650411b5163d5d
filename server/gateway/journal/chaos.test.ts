import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { type ChargedRow, printTable, rowsOf, sumsOfCharges } from "@/server/testing/charge-sums";
import { chargesIn, IS_NIGHTLY, leftBehind } from "@/server/testing/charges";
import { buildChargingProcess, type Death, live } from "@/server/testing/charging-lives";
import type { ChargingOrder, Told } from "@/server/testing/charging-process";
import { dice } from "@/server/testing/dice";
import { ownPostgres } from "@/server/testing/own-postgres";
import { setupWorld } from "@/server/testing/world";

const NODES = 2;
const WORKERS = 16;
const CHAOS_MS = IS_NIGHTLY ? 10 * 60_000 : 60_000;
const LIMIT = IS_NIGHTLY ? "20" : "5";
const SEED = 20_261_128;
/** What the largest call may cost: 2,000 tokens of its prompt and 2,000 of its answer. */
const MOST_OF_A_CALL = 2_000n * 100n + 2_000n * 400n;

const postgres = ownPostgres();
const world = setupWorld(postgres.place);
const { payer } = chargesIn(world, { limit: LIMIT });
const system = () => world.system();

beforeAll(buildChargingProcess);

function orderIn(folder: string, more: Pick<ChargingOrder, "workers" | "endsWhenUsedUp">): ChargingOrder {
  const { person, key, model } = payer();
  const { createdAt: _, ...deployed } = model;
  return {
    ...{ databaseUrl: world.databaseUrl(), folder, breaksOneOf: 8 },
    ...{ payerId: person.userId, keyId: key.id, model: deployed },
    ...more,
  };
}

interface Node {
  readonly folder: string;
  readonly told: Told[];
  /** What lay in its folder at one of its deaths. */
  readonly left: string[];
  deaths: number;
}

async function run(node: Node, more: Pick<ChargingOrder, "workers" | "endsWhenUsedUp">, death: Death) {
  const { told, end } = await live(orderIn(node.folder, more), death);
  for (const one of told) node.told.push(one);
  return end.ended;
}

/** Lives that end after half a second to four; a start that finds no database ends by itself. */
async function liveUntil(deadline: number, node: Node, roll: (below: number) => number): Promise<void> {
  while (performance.now() < deadline) {
    await run(node, { workers: WORKERS }, { afterMs: 500 + roll(3_500) });
    node.deaths += 1;
    if (roll(3) === 0) node.left.push(await leftBehind(node.folder));
  }
}

async function crashUntil(deadline: number, roll: (below: number) => number): Promise<number> {
  let crashes = 0;
  for (; performance.now() < deadline; crashes += 1) {
    await postgres.crash();
    await sleep(4_000 + roll(6_000));
  }
  return crashes;
}

/** How often a budget was over its limit, of how many looks at it. */
async function watchUntil(deadline: number) {
  const seen = { looks: 0, over: 0 };
  while (performance.now() < deadline) {
    const over = sql`select count(*)::int as over from budget_scopes where mode = 'hard' and spent + leased > lim`;
    const [row] = await rowsOf<{ over: number }>(system(), over).catch(() => []);
    seen.looks += row ? 1 : 0;
    seen.over += row?.over ?? 0;
    await sleep(100);
  }
  return seen;
}

/** Each process starts once more until it has settled everything that its predecessors left. */
async function settle(node: Node): Promise<void> {
  await expect.poll(() => run(node, { workers: 0 }, null), { timeout: 60_000 }).toBe(0);
}

test(
  "a budget holds whatever dies: gateways, PostgreSQL, answers in the middle, and all that is written comes again",
  async () => {
    const roll = dice(SEED);
    const nodes = Array.from({ length: NODES }, (_, index): Node => {
      const folder = join(world.folder(), `node-${index}`);
      return { folder, told: [], left: [], deaths: 0 };
    });
    const deadline = performance.now() + CHAOS_MS;
    const lives = nodes.map((node) => liveUntil(deadline, node, dice(roll(2 ** 31))));
    const [crashes, seen] = await Promise.all([
      crashUntil(deadline, dice(roll(2 ** 31))),
      watchUntil(deadline),
      ...lives,
    ]);

    for (const node of nodes) await settle(node);
    const copies = nodes.flatMap(({ left }) => left).sort(() => roll(3) - 1);
    for (const folder of copies) await settle({ folder, told: [], left: [], deaths: 0 });
    const [first] = nodes;
    if (!first) throw new Error("There are no nodes");
    expect(await run(first, { workers: WORKERS, endsWhenUsedUp: true }, null)).toBe(0);

    const told = nodes.flatMap((node) => node.told);
    const charged = await rowsOf<ChargedRow>(system(), sql`select * from usage_events`);
    const byId = new Map(charged.map((one) => [one.id, one]));
    const answered = told.filter((one) => one.kind === "answered");
    const refused = told.filter((one) => one.kind === "refused");
    const lost = answered.filter(({ id }) => !byId.has(id));
    const other = answered.filter(({ id, inputTokens, outputTokens }) => {
      const one = byId.get(id);
      return one && BigInt(one.cost) !== BigInt(inputTokens) * 100n + BigInt(outputTokens) * 400n;
    });
    const [budget] = await rowsOf<{ lim: string; spent: string; leased: string }>(
      system(),
      sql`select lim, spent, leased from budget_scopes where kind = 'key'`,
    );
    const left = BigInt(budget?.lim ?? 0) - BigInt(budget?.spent ?? 0);
    const { usage, days, keys, leased, requests, revenue, receivable, events, counted } = await sumsOfCharges(system());
    printTable({
      ...{
        seconds: CHAOS_MS / 1_000,
        gateways: NODES,
        "gateways killed": nodes.reduce((sum, { deaths }) => sum + deaths, 0),
      },
      ...{ "PostgreSQL crashed": crashes, "journals came again": copies.length },
      ...{ answered: answered.length, refused: refused.length, charged: charged.length },
      suspense: charged.filter(({ basis }) => basis === "suspense").length,
      "broken off": charged.filter(({ basis }) => basis === "counted").length,
      ...{
        "(a) looks, over": `${seen.looks}, ${seen.over}`,
        "(b) lost, twice": `${lost.length}, ${charged.length - byId.size}`,
      },
      ...{
        "(b) other cost": other.length,
        "(c) leased": String(leased),
        "(c) spent - usage": String(BigInt(String(keys)) - BigInt(String(usage))),
      },
      "(d) left of": `${left} of ${budget?.lim}`,
    });

    expect(seen.looks).toBeGreaterThan(50);
    expect([seen.over, lost, other]).toEqual([0, [], []]);
    expect(byId.size).toBe(charged.length);
    expect(leased).toBe("0");
    expect([days, keys, requests, revenue, receivable]).toEqual([usage, usage, usage, usage, usage]);
    expect([events, counted]).toEqual([charged.length, charged.length]);
    expect(left).toBeGreaterThanOrEqual(0n);
    expect(left).toBeLessThan(MOST_OF_A_CALL);
  },
  CHAOS_MS + 5 * 60_000,
);
