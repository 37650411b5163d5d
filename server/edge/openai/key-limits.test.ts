import { describe, expect, test } from "vitest";
import { errorWords as anthropicWords } from "@/server/edge/anthropic/errors";
import { CreateApiKeyInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import { DomainError, type UserActor } from "@/server/kernel";
import { openAiIn } from "@/server/testing/openai";
import { setupWorld } from "@/server/testing/world";
import { errorAnswer } from "./errors";
import { durationText } from "./limit-words";

const world = setupWorld();
const door = openAiIn(world);
const NOBODY = ["http://127.0.0.1:9"];

async function keyOf(owner: UserActor, input: object): Promise<string> {
  const parsed = CreateApiKeyInput.parse({ name: "limited", ...input });
  return (await gatewayOperations.createApiKey.run(world.as(owner), parsed)).secret;
}

/** Somebody with two models. */
async function customer() {
  const person = await world.user();
  const [guide, other] = [`${person.username}/guide`, `${person.username}/other`];
  for (const model of [guide, other]) door.deploy({ ownerId: person.userId, model, addresses: NOBODY });
  return { person, guide, other };
}

const ask = (secret: string, path: string, init: RequestInit = {}) =>
  fetch(`${door.url()}${path}`, { ...init, headers: { authorization: `Bearer ${secret}`, ...init.headers } });
const post = (secret: string, path: string, body: object) =>
  ask(secret, path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
const chat = (secret: string, model: string, members: object = {}) =>
  post(secret, "/v1/chat/completions", { model, messages: [{ role: "user", content: "hi" }], ...members });
const errorOf = async (answer: Response) => ({ status: answer.status, ...(await answer.json()).error });

describe("a key that may call some models", () => {
  test("is told so for every other one, whether it is there or not, and lists its own alone", async () => {
    const { person, guide, other } = await customer();
    const secret = await keyOf(person, { limits: { models: [guide.toUpperCase()] } });
    const refused = { status: 403, code: "model_not_allowed", type: "invalid_request_error" };
    expect(await errorOf(await chat(secret, other))).toMatchObject({ ...refused, param: "model" });
    expect(await errorOf(await chat(secret, "nobody/nothing"))).toMatchObject(refused);
    expect((await chat(secret, guide)).status).not.toBe(403);
    const listed = await (await ask(secret, "/v1/models")).json();
    expect(listed.data.map(({ id }: { id: string }) => id)).toEqual([guide]);
    expect((await ask(secret, `/v1/models/${other}`)).status).toBe(404);
    const counted = await post(secret, "/v1/messages/count_tokens", { model: other, messages: [] });
    expect(counted.status).not.toBe(200);
  });

  test("calls the endpoints that it was made for", async () => {
    const { person, guide } = await customer();
    const secret = await keyOf(person, { limits: { endpoints: ["embeddings"] } });
    expect(await errorOf(await chat(secret, guide))).toMatchObject({ status: 403, code: "endpoint_not_allowed" });
    const embedded = await post(secret, "/v1/embeddings", { model: guide, input: "hi" });
    expect(embedded.status).not.toBe(403);
  });
});

test("a key is used from its networks alone, whatever it asks for", async () => {
  const { person, guide } = await customer();
  const elsewhere = await keyOf(person, { limits: { networks: ["198.51.100.0/24", "2001:db8::/32"] } });
  const refused = { status: 403, code: "address_not_allowed", message: expect.stringContaining("127.0.0.1") };
  expect(await errorOf(await chat(elsewhere, guide))).toMatchObject(refused);
  expect(await errorOf(await ask(elsewhere, "/v1/models"))).toMatchObject(refused);
  expect(await errorOf(await ask(elsewhere, "/v1/key"))).toMatchObject(refused);
  const forwarded = await ask(elsewhere, "/v1/key", { headers: { "x-forwarded-for": "198.51.100.7" } });
  expect(forwarded.status).toBe(403);
  const here = await keyOf(person, { limits: { networks: ["127.0.0.0/8"] } });
  expect((await ask(here, "/v1/key")).status).toBe(200);
});

test("a call that no minute of its key is large enough for is not tried again by clients", async () => {
  const { person, guide } = await customer();
  const secret = await keyOf(person, { limits: { tokensPerMinute: 100 } });
  const answer = await chat(secret, guide, { max_tokens: 10 });
  expect(answer.headers.get("x-should-retry")).toBe("false");
  expect(await errorOf(answer)).toMatchObject({ status: 429, type: "rate_limit_error", code: "rate_limit_exceeded" });
});

test("a call that comes too early is told when to come again, in the words of both interfaces", () => {
  const refusal = new DomainError("quota_exceeded", "Too fast", {
    reason: "rate_limit_exceeded",
    details: { retryAfterSeconds: 7 },
  });
  const told = [errorAnswer(refusal, "r"), anthropicWords.errorAnswer(refusal, "r")];
  for (const { status, headers } of told) {
    expect(status).toBe(429);
    expect(headers).toMatchObject({ "retry-after": "7" });
    expect(headers).not.toHaveProperty("x-should-retry");
  }
  expect(told[1]?.body).toMatchObject({ error: { type: "rate_limit_error" } });
});

describe("what is left of the limits of a key", () => {
  const limits = { requestsPerMinute: 2, tokensPerMinute: 100_000 };
  const left = ({ headers }: Response, prefix: string) =>
    Object.fromEntries(
      [...headers]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    );

  test("stands in every answer, counted down by calls alone; a refusal says when to come again", async () => {
    const { person, guide } = await customer();
    const secret = await keyOf(person, { limits });
    const before = left(await ask(secret, "/v1/models"), "x-ratelimit-");
    expect(before).toEqual({
      ...{ "limit-requests": "2", "remaining-requests": "2", "limit-tokens": "100000", "remaining-tokens": "100000" },
      "reset-requests": expect.stringMatching(/^(?:1m0s|[\d.]+m?s)$/),
      "reset-tokens": expect.stringMatching(/^(?:1m0s|[\d.]+m?s)$/),
    });
    const answers: Response[] = [];
    for (const _ of [1, 2, 3, 4, 5]) answers.push(await chat(secret, guide, { max_tokens: 10 }));
    const refused = answers.find(({ status }) => status === 429);
    if (!refused) throw new Error("nothing was refused");
    expect(left(refused, "x-ratelimit-")).toMatchObject({ "limit-requests": "2", "remaining-requests": "0" });
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(refused.headers.get("retry-after-ms")).toBe(String(seconds * 1_000));
    expect(refused.headers.get("access-control-expose-headers")).toContain("x-ratelimit-remaining-requests");
    expect(Number(left(answers[0] as Response, "x-ratelimit-")["remaining-tokens"])).toBeLessThan(100_000);
  });

  test("is told to clients of Anthropic in their words, and to keys without limits not at all", async () => {
    const { person, guide } = await customer();
    const secret = await keyOf(person, { limits });
    const message = { model: guide, max_tokens: 10, messages: [{ role: "user", content: "hi" }] };
    const told = left(await post(secret, "/v1/messages", message), "anthropic-ratelimit-");
    expect(told).toMatchObject({ "requests-limit": "2", "requests-remaining": "1", "tokens-limit": "100000" });
    expect(told["requests-reset"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/);
    const free = await keyOf(person, {});
    expect([...(await chat(free, guide)).headers.keys()].join()).not.toContain("ratelimit-limit");
  });
});

test.each([
  [0, "0ms"],
  [999, "999ms"],
  [1_200, "1.2s"],
  [59_999, "59.999s"],
  [60_000, "1m0s"],
])("%i ms are written as Go writes them: %s", (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

describe("GET /v1/key", () => {
  const input = {
    budgets: [
      { period: "day", limit: "1" },
      { period: "total", limit: "5", mode: "soft" },
    ],
    limits: { endpoints: ["messages"], requestsPerMinute: 60, parallelCalls: 4 },
  };

  test("tells whoever holds a key what it may do, what is left and when that starts anew", async () => {
    const { person } = await customer();
    const secret = await keyOf(person, input);
    const told = await (await ask(secret, "/v1/key")).json();
    expect(told).toMatchObject({
      object: "key",
      ...{ name: "limited", owner: person.username, prefix: secret.slice(0, 14), last_used_at: null },
      budgets: [
        { period: "day", mode: "hard", limit: "1", spent: "0", left: "1", currency: "USD" },
        { period: "total", mode: "soft", limit: "5", spent: "0", left: "5", currency: "USD", resets_at: null },
      ],
      limits: {
        ...{ models: null, endpoints: ["messages"], networks: null },
        ...{ requests_per_minute: 60, tokens_per_minute: null, parallel_calls: 4 },
      },
    });
    expect(told.budgets[0].resets_at).toMatch(/T00:00:00.000Z$/);
    expect(JSON.stringify(told)).not.toContain(secret);
  });

  test("is the same for clients of Anthropic, who are refused in their words", async () => {
    const { person } = await customer();
    const secret = await keyOf(person, input);
    const version = { "anthropic-version": "2023-06-01" };
    const asAnthropic = (key: string) => fetch(`${door.url()}/v1/key`, { headers: { "x-api-key": key, ...version } });
    const [told, same] = [await asAnthropic(secret), await ask(secret, "/v1/key")];
    expect(await told.json()).toEqual(await same.json());
    const refused = await asAnthropic("sk-yard-nothing");
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ type: "error", error: { type: "authentication_error" } });
  });

  test("is refused to those who call without a key, and to keys that are not there", async () => {
    const { secret } = await world.token((await customer()).person);
    expect(await errorOf(await ask(secret, "/v1/key"))).toMatchObject({ status: 403 });
    expect(await errorOf(await ask("sk-yard-nothing", "/v1/key"))).toMatchObject({ code: "invalid_api_key" });
  });
});

test("counting tokens is a request of its key", async () => {
  const { person, guide } = await customer();
  const secret = await keyOf(person, { limits: { requestsPerMinute: 1 } });
  const count = () =>
    post(secret, "/v1/messages/count_tokens", { model: guide, messages: [{ role: "user", content: "hi" }] });
  const statuses = [await count(), await count(), await count()].map(({ status }) => status);
  expect(statuses).toContain(429);
});
