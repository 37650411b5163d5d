import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listScopes, openScopes, type Subject, setBudget, walletOf } from "@/server/billing";
import { billingOperations } from "@/server/billing/operations";
import type { UserActor } from "@/server/kernel";
import { openAiIn, refusalOf, statusOf } from "@/server/testing/openai";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const door = openAiIn(world);
const CALLS = 300;
/** What the stand-in engine says that it read. */
const INPUT = 10;
/** Nano-units of a call with so many output tokens, at the first prices. */
const costOf = (outputTokens: number) => BigInt(INPUT) * 100n + BigInt(outputTokens) * 400n;

type Wanted = Readonly<Record<string, unknown>>;
let seen: Wanted[] = [];
const events = (made: number) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: "a" } }], yard: { promptTokens: INPUT, completionTokens: made } })}\n\n`;

/** Makes as many tokens as it may, and no more than a hundred. */
const obedient = (wanted: Wanted, response: ServerResponse) => {
  const made = Math.min(100, Number(wanted.max_tokens ?? 100));
  const usage = { prompt_tokens: INPUT, completion_tokens: made };
  response.end(`${events(made)}data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`);
};
let behave: (wanted: Wanted, response: ServerResponse) => unknown = obedient;

async function readWanted(request: IncomingMessage): Promise<Wanted> {
  return JSON.parse((await request.toArray()).join(""));
}
const engine = createServer(async (request, response) => {
  const wanted = await readWanted(request);
  seen.push(wanted);
  response.writeHead(200, { "content-type": "text/event-stream" });
  behave(wanted, response);
});

beforeAll(async () => {
  engine.listen(0, "127.0.0.1");
  await once(engine, "listening");
});
beforeEach(() => {
  [seen, behave] = [[], obedient];
});
afterAll(() => {
  engine.closeAllConnections();
  engine.close();
});

/** Somebody with a deployment and a key that may spend so much a month. */
async function customer(limit?: string) {
  const person = await world.user();
  const model = `${person.username}/guide`;
  const addresses = [`http://127.0.0.1:${(engine.address() as AddressInfo).port}`];
  door.deploy({ ownerId: person.userId, model, addresses });
  const { key, openai } = await door.client(person, limit);
  const subject: Subject = { kind: "key", ref: key.id, ownerId: person.userId };
  const body = { model, messages: [{ role: "user" as const, content: "What is LoRA?" }], max_tokens: 100 };
  const chat = (members: object = {}, signal?: AbortSignal) =>
    openai.chat.completions.create({ ...body, ...members, stream: false }, { signal });
  return { person, subject, chat };
}

async function scopeOf(subject: Subject) {
  const [scope] = await openScopes(world.system(), [subject], new Date());
  const [row] = scope ? await listScopes(world.system().db, [scope.id]) : [];
  if (!row) throw new Error("a budget has a scope");
  return row;
}

/** What is owed once everything that was served is written. */
async function owedBy({ userId }: UserActor): Promise<bigint> {
  await world.system().live.dueCharges.settled(userId);
  return (await walletOf(world.system(), userId)).owed;
}

const limit = (subject: Subject, amount: bigint) =>
  setBudget(world.system(), { budget: { ...subject, period: "month" }, limit: amount, mode: "hard" });

describe("a budget", () => {
  test(`is never exceeded by ${CALLS} calls at once on a new key, and not by a nano-unit (B1)`, async () => {
    const { person, subject, chat } = await customer("0.0008");
    const statuses = await Promise.all(Array.from({ length: CALLS }, () => statusOf(chat())));
    const served = statuses.filter((status) => status === 200).length;
    expect(served).toBeGreaterThan(0);
    // 503: the database had not answered within the time that a call waits for more of a budget.
    expect(statuses.filter((status) => ![200, 429, 503].includes(status))).toEqual([]);
    const owed = await owedBy(person);
    expect(owed).toBe(BigInt(served) * costOf(100));
    expect(owed <= 800_000n).toBe(true);
    expect(await scopeOf(subject)).toMatchObject({ spent: owed, lim: 800_000n, limTarget: null });
  });

  test("that has not enough left ends calls with 429, which no client repeats and which says whose it is", async () => {
    const { chat } = await customer("0");
    const refusal = await refusalOf(chat());
    expect(refusal).toBeInstanceOf(OpenAI.RateLimitError);
    expect(refusal).toMatchObject({ status: 429, code: "insufficient_quota", type: "insufficient_quota" });
    expect(refusal.headers?.get("x-should-retry")).toBe("false");
    const now = new Date();
    const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString();
    expect(refusal.message).toContain("monthly budget of this API key");
    expect(refusal.message).toContain(next);
    expect(seen).toEqual([]);
  });

  test("of an account holds for all its keys, and for calls without one", async () => {
    const { person, chat } = await customer();
    const finance = await world.user({ platformRoles: ["finance"] });
    await billingOperations.setWalletLimit.run(world.as(finance), { owner: person.username, limit: "0" });
    expect((await refusalOf(chat())).message).toContain("budget of this account");
  });

  test("that is raised or lowered counts so within moments, and not for calls that run (B1)", async () => {
    const { subject, chat } = await customer("0");
    expect(await statusOf(chat())).toBe(429);
    await limit(subject, 1_000_000n);
    await expect.poll(() => statusOf(chat())).toBe(200);
    await limit(subject, 1n);
    const ticked = async <T>(look: () => Promise<T>): Promise<T> => {
      await world.system().live.traffic.pool.tick(world.system());
      return look();
    };
    await expect.poll(() => ticked(() => statusOf(chat()))).toBe(429);
    // What was served is leased until it is written.
    await expect.poll(() => ticked(() => scopeOf(subject))).toMatchObject({ leased: 0n, limTarget: 1n });
  });

  test("gets back what a call did not use whose client left (B9)", async () => {
    const { person, subject, chat } = await customer("0.000085");
    const begun = Promise.withResolvers<void>();
    behave = (_wanted, response) => response.write(events(3), () => begun.resolve());
    const leaving = new AbortController();
    const cut = refusalOf(chat({}, leaving.signal));
    await begun.promise;
    expect(await statusOf(chat())).toBe(429);

    leaving.abort();
    await cut;
    behave = obedient;
    await expect.poll(() => statusOf(chat({ max_tokens: 1 }))).toBe(200);
    expect(await owedBy(person)).toBe(costOf(3) + costOf(1));
    expect(await scopeOf(subject)).toMatchObject({ spent: costOf(3) + costOf(1), lim: 85_000n });
  });
});

describe("a call that names no limit", () => {
  test("may become as long as its budget allows, and is told so", async () => {
    const { chat } = await customer("0.0003");
    const { response } = await chat({ max_tokens: undefined }).withResponse();
    expect(response.headers.get("x-gateway-max-tokens-clamped")).toBe("512");
    expect(seen).toMatchObject([{ max_tokens: 512 }]);
  });

  test("is left alone where no budget is", async () => {
    const { chat } = await customer();
    const { response } = await chat({ max_tokens: undefined }).withResponse();
    expect(response.headers.has("x-gateway-max-tokens-clamped")).toBe(false);
    expect(seen[0]).not.toHaveProperty("max_tokens");
  });
});

test.each([
  ["ten million tokens", { max_tokens: 10_000_000 }],
  ["128 answers", { n: 128, max_tokens: 10_000 }],
])("%s do not fit into a small budget (B8)", async (_what, members) => {
  const { chat } = await customer("0.01");
  expect(await statusOf(chat(members))).toBe(429);
});

test("a price that changes while a call runs is that of the next one (B10)", async () => {
  const { person, chat } = await customer("1");
  const admin = await world.user({ platformRoles: ["finance"] });
  behave = async (wanted, response) => {
    await billingOperations.setPrice.run(world.as(admin), { meter: "llm.output", amount: "400" });
    obedient(wanted, response);
  };
  await chat();
  expect(await owedBy(person)).toBe(costOf(100));
});
