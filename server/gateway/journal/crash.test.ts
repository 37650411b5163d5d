import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { sql } from "drizzle-orm";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { chargesIn, gatewayOver, IS_NIGHTLY } from "@/server/testing/charges";
import type { ChargingOrder, Told } from "@/server/testing/charging-process";
import { setupWorld } from "@/server/testing/world";

const NODES = 2;
const KILLS = IS_NIGHTLY ? 60 : 8;
const WORKERS = 24;
const SEED = 20_261_126;
const PROGRAM = resolve(".cache/test/charging-process.mjs");

const world = setupWorld();
const { payer } = chargesIn(world);

beforeAll(async () => {
  await build({
    entryPoints: ["server/testing/charging-process.ts"],
    outfile: PROGRAM,
    alias: { "@": process.cwd() },
    ...{ bundle: true, packages: "external", platform: "node", format: "esm", logLevel: "warning" },
  });
});

/** A generator whose numbers are always the same (mulberry32). */
function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

interface Life {
  readonly workers: number;
  /** Killed when it told so many lines of this kind; `null` lets it end by itself. */
  readonly until: { readonly kind: Told["kind"]; readonly count: number } | null;
}

/** Runs one process on the folder of a node until it is killed; everything it told, also in its last moment. */
async function live(folder: string, { workers, until }: Life) {
  const { person, key, model } = payer();
  const { createdAt: _, ...deployed } = model;
  const order: ChargingOrder = {
    ...{ databaseUrl: world.databaseUrl(), folder, workers },
    ...{ payerId: person.userId, keyId: key.id, model: deployed },
  };
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(order)], { stdio: ["ignore", "pipe", "pipe"] });
  const errors: string[] = [];
  child.stderr.on("data", (text) => errors.push(String(text)));
  const ended = new Promise<NodeJS.Signals | number | null>((done) => {
    child.once("close", (code, signal) => done(signal ?? code));
  });
  const told: Told[] = [];
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.endsWith("}")) continue; // the line in which it died
    const one: Told = JSON.parse(line);
    told.push(one);
    if (one.kind === until?.kind && ++count === until.count) child.kill("SIGKILL");
  }
  return { told, end: { ended: await ended, errors: errors.join("") } };
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
    const one = await live(folder, { workers: WORKERS, until });
    expect(one.end).toEqual({ ended: "SIGKILL", errors: "" });
    told.push(...one.told);
  }
  const last = await live(folder, { workers: 0, until: null });
  expect(last.end).toEqual({ ended: 0, errors: "" });
  return [...told, ...last.told];
}

interface Charged extends Record<string, unknown> {
  readonly id: string;
  readonly input_tokens: string;
  readonly output_tokens: string;
  readonly cost: string;
  readonly basis: string;
}

const rowsOf = async <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) => [
  ...(await world.system().db.execute<T>(query)),
];

/** The same money, wherever it is written down. */
async function sums(): Promise<Readonly<Record<string, unknown>>> {
  const [row] = await rowsOf(sql`
    select (select sum(cost)::text from usage_events) as usage,
           (select sum(cost)::text from usage_daily) as days,
           (select sum(spent)::text from budget_scopes) as keys,
           (select sum(leased)::text from budget_scopes) as leased,
           (select sum(cost)::text from gateway_requests) as requests,
           (select balance::text from account_balances b join ledger_accounts a on a.id = b.account_id
             where a.kind = 'revenue') as revenue,
           (select (-sum(balance))::text from account_balances b join ledger_accounts a on a.id = b.account_id
             where a.kind = 'customer_receivable') as receivable,
           (select count(*)::int from usage_events) as events,
           (select sum(requests)::int from usage_daily) as counted`);
  return row ?? {};
}

test("what was answered is charged exactly once, however often the gateway is killed (B2)", async () => {
  const roll = dice(SEED);
  const seeds = Array.from({ length: NODES }, () => roll(2 ** 31));
  const told = (await Promise.all(seeds.map((seed, index) => liveAndDie(`node-${index}`, dice(seed))))).flat();

  const charged = await rowsOf<Charged>(sql`select * from usage_events`);
  const byId = new Map(charged.map((one) => [one.id, one]));
  const answered = told.filter((one) => one.kind === "answered");
  const admitted = new Set(told.filter((one) => one.kind === "admitted").map(({ id }) => id));
  const requests = await rowsOf<{ id: string; outcome: string }>(sql`select id, outcome from gateway_requests`);
  const listed = new Set(requests.map(({ id }) => id));

  const lost = answered.filter(({ id }) => !byId.has(id));
  const other = answered.filter(({ id, inputTokens, outputTokens }) => {
    const cost = BigInt(inputTokens) * 100n + BigInt(outputTokens) * 400n;
    const one = byId.get(id);
    return one && (BigInt(one.cost) !== cost || one.basis !== "reported");
  });
  const unlisted = [...admitted].filter((id) => !listed.has(id));
  const { usage, days, keys, leased, requests: ofRequests, revenue, receivable, events, counted } = await sums();
  const table = {
    ...{ nodes: NODES, kills: NODES * KILLS, admitted: admitted.size, answered: answered.length },
    ...{ charged: charged.length, suspense: charged.filter(({ basis }) => basis === "suspense").length },
    ...{ lost: lost.length, "other cost": other.length, twice: charged.length - byId.size, unlisted: unlisted.length },
  };
  process.stdout.write(
    `${Object.entries(table)
      .map(([name, count]) => `${name.padEnd(12)}${count}`)
      .join("\n")}\n`,
  );

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
  const { end } = await live(join(world.folder(), "taken"), { workers: 0, until: null });
  expect(end).toMatchObject({ ended: 1, errors: expect.stringMatching(/already runs from this data folder/) });
  await close();
});
