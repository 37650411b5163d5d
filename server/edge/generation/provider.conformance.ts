import { once } from "node:events";
import { type ServerResponse, request as send } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { ListRequestsInput } from "@/server/gateway/contract";
import type { ProviderKindId } from "@/server/gateway/contract/provider";
import { gatewayOperations } from "@/server/gateway/operations";
import type { UserActor } from "@/server/kernel";
import { openAiIn } from "@/server/testing/openai";
import { type Call, providerServer } from "@/server/testing/provider-server";
import { setupWorld } from "@/server/testing/world";

export interface Told {
  readonly texts: readonly string[];
  /** `input` is with what was in the cache. */
  readonly usage: { readonly input: number; readonly cached: number; readonly output: number } | null;
}

/** How the servers of a kind speak; the shapes are those that the services send. */
export interface Dialect {
  readonly kind: ProviderKindId;
  readonly chatPath: string;
  /** Where the credential stands in a call. */
  readonly credentialIn: (call: Call) => unknown;
  /** What the model was asked, as one text. */
  readonly questionIn: (call: Call) => unknown;
  /** A whole streamed answer of a chat. */
  readonly stream: (told: Told) => string;
  /** The same, cut off before its end. */
  readonly beginning: (texts: readonly string[]) => string;
  /** An error that comes in the middle of a stream. */
  readonly breaking: string;
  readonly refusal: (message: string) => object;
}

const SSE = { "content-type": "text/event-stream" };
const QUESTION = { role: "user", content: "Wie heißt du? 你好" } as const;
const NORMAL: Told = { texts: ["Grüß ", "dich, ", "世界 🌍"], usage: { input: 1_000, cached: 400, output: 50 } };
/** In nano-units for a token, as `providerServer` prices them. */
const costOf = ({ input, cached, output }: NonNullable<Told["usage"]>) =>
  BigInt(input - cached) * 2_000n + BigInt(cached) * 500n + BigInt(output) * 8_000n;

/** A world with an administrator, a server that speaks so, and people who call its model. */
function groundOf(dialect: Dialect) {
  const world = setupWorld();
  const upstream = providerServer(world);
  const door = openAiIn(world, (ctx) => upstream.around(ctx));
  let admin: UserActor;
  beforeAll(async () => {
    admin = await world.user({ platformRoles: ["admin"] });
  });

  /** Somebody with a key, and a model of a provider of their own. */
  async function customer(facts: object = {}, limit?: string) {
    const person = await world.user();
    return { person, ...(await upstream.offers(admin, dialect.kind, facts)), ...(await door.client(person, limit)) };
  }
  const whole =
    (told: Told = NORMAL) =>
    (response: ServerResponse) =>
      void response.writeHead(200, SSE).end(dialect.stream(told));
  const failing =
    (status: number, headers: Record<string, string> = {}) =>
    (response: ServerResponse) =>
      void response.writeHead(status, headers).end(JSON.stringify(dialect.refusal("secret of the provider")));
  const lastRequest = async (person: UserActor) =>
    (await gatewayOperations.listRequests.run(world.as(person), ListRequestsInput.parse({ limit: 1 }))).items[0];
  const lastEvent = async (person: UserActor) => {
    // Whoever asks for requests waits for what is not written yet.
    await lastRequest(person);
    return upstream.lastCharge(person);
  };
  const raw = async (secret: string, body: object) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${secret}` };
    const answer = await fetch(`${door.url()}/v1/chat/completions`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  };
  return { dialect, world, upstream, door, customer, whole, failing, lastRequest, lastEvent, raw };
}
type Ground = ReturnType<typeof groundOf>;

/** Every kind of provider behaves so, whatever its wire format is. */
export function conformsToProvider(dialect: Dialect): void {
  const ground = groundOf(dialect);
  describe("a chat", () => isServed(ground));
  describe("pieces and counts", () => isRead(ground));
  describe("a provider that fails", () => mayFail(ground));
  describe("what a client reads then", () => isTold(ground));
  describe("a stream", () => mayBreak(ground));
}

function isServed({ dialect, upstream, customer, whole, lastRequest, lastEvent }: Ground): void {
  test("is answered whole and charged exactly what the provider counted, at the model's prices", async () => {
    upstream.behaves(whole());
    const { person, key, model, openai } = await customer();
    const { data, response } = await openai.chat.completions.create({ model, messages: [QUESTION] }).withResponse();

    expect(data).toMatchObject({
      ...{ object: "chat.completion", model },
      choices: [
        {
          index: 0,
          finish_reason: "stop",
          logprobs: null,
          message: { role: "assistant", content: "Grüß dich, 世界 🌍" },
        },
      ],
      usage: { prompt_tokens: 1_000, completion_tokens: 50, prompt_tokens_details: { cached_tokens: 400 } },
    });
    const id = response.headers.get("x-request-id");
    expect(response.headers.get("x-gateway-attempts")).toBe("1");
    const event = await lastEvent(person);
    expect(event).toMatchObject({ id, model, basis: "reported", inputTokens: 1_000, cachedInputTokens: 400 });
    expect(event?.cost).toBe(costOf({ input: 1_000, cached: 400, output: 50 }));
    expect(await lastRequest(person)).toMatchObject({ id, key: key.id, outcome: "completed", outputTokens: 50 });
  });

  test("shows the provider its own credential and name of the model, and nothing of the caller's", async () => {
    upstream.behaves(whole());
    const { model, openai, key } = await customer({ headers: { "X-Team": "blue" } });
    await openai.chat.completions.create({ model, messages: [QUESTION] }, { headers: { cookie: "a=b", "x-own": "1" } });
    expect(upstream.calls).toHaveLength(1);
    const [call] = upstream.calls;
    if (!call) throw new Error("the provider was not called");
    expect(call).toMatchObject({ method: "POST", path: dialect.chatPath, headers: { "x-team": "blue" } });
    expect(call.body).toMatchObject({ model: "big-1", stream: true });
    expect(dialect.credentialIn(call)).toBe("sk-of-the-provider");
    expect(dialect.questionIn(call)).toBe(QUESTION.content);
    expect(JSON.stringify(call)).not.toContain(key.secret);
    expect(call.headers).not.toHaveProperty("cookie");
    expect(call.headers).not.toHaveProperty("x-own");
  });
}

function isRead({ dialect, upstream, customer, whole, lastEvent }: Ground): void {
  test.each([1, 2, 3, 7])("is streamed when it comes in pieces of %d bytes", async (size) => {
    const bytes = Buffer.from(dialect.stream(NORMAL));
    upstream.behaves(async (response) => {
      response.writeHead(200, SSE);
      for (let at = 0; at < bytes.length; at += size) {
        if (!response.write(bytes.subarray(at, at + size))) await once(response, "drain");
      }
      response.end();
    });
    const { model, openai } = await customer();
    const asked = { model, messages: [QUESTION], stream_options: { include_usage: true } };
    const chunks = await Array.fromAsync(await openai.chat.completions.create({ ...asked, stream: true }));
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("")).toBe(NORMAL.texts.join(""));
    expect(chunks.every((chunk) => chunk.model === model)).toBe(true);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 1_000, completion_tokens: 50 } });
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
  });

  test("whose provider tells no usage is charged by its text, and says so", async () => {
    upstream.behaves(whole({ texts: ["x".repeat(4_000)], usage: null }));
    const { person, model, openai } = await customer();
    await openai.chat.completions.create({ model, messages: [{ role: "user", content: "y".repeat(400) }] });
    expect(await lastEvent(person)).toMatchObject({ basis: "counted", inputTokens: 100, outputTokens: 1_000 });
  });

  test("is refused before the provider hears of it when its budget has not enough left", async () => {
    upstream.behaves(whole());
    const { model, openai } = await customer({}, "0.001");
    const asked = openai.chat.completions.create({ model, messages: [QUESTION], max_tokens: 1_000 });
    await expect(asked).rejects.toMatchObject({ status: 429, code: "insufficient_quota" });
    expect(upstream.calls).toEqual([]);
  });
}

function mayFail({ upstream, customer, whole, failing, lastEvent, lastRequest, raw }: Ground): void {
  test.each([429, 500, 503])("with %d is asked again, and only who answered is charged", async (status) => {
    upstream.behaves(failing(status), whole());
    const { person, model, openai } = await customer();
    const { response } = await openai.chat.completions.create({ model, messages: [QUESTION] }).withResponse();
    expect(response.headers.get("x-gateway-attempts")).toBe("2");
    expect((await lastEvent(person))?.cost).toBe(costOf({ input: 1_000, cached: 400, output: 50 }));
  });

  test("again and again is given up after the third time", async () => {
    upstream.behaves(failing(500));
    const { model, key } = await customer();
    const answer = await raw(key.secret, { model, messages: [QUESTION] });
    expect([answer.status, answer.headers.get("x-gateway-attempts")]).toEqual([502, "3"]);
    expect(upstream.calls).toHaveLength(3);
  });

  test("to begin in time is not waited for any longer", async () => {
    upstream.behaves(() => {});
    const { person, model, key } = await customer({ idleMs: 1_000 });
    const answer = await raw(key.secret, { model, messages: [QUESTION] });
    expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([504, "timeout"]);
    expect(upstream.calls).toHaveLength(1);
    expect(await lastRequest(person)).toMatchObject({ outcome: "failed", status: 504, cost: "0" });
  });
}

function isTold({ dialect, upstream, customer, failing, lastRequest, raw }: Ground): void {
  test.each([
    { what: "429 and a long wait", behave: failing(429, { "retry-after": "60" }), status: 503, code: "upstream_busy" },
    { what: "401: that is no fault of the caller's", behave: failing(401), status: 502, code: "upstream_error" },
    { what: "404: that is no fault of the caller's", behave: failing(404), status: 502, code: "upstream_error" },
    {
      what: "a redirect",
      behave: failing(307, { location: "http://127.0.0.1:1/" }),
      status: 502,
      code: "upstream_error",
    },
  ])("with $what is asked once; the call is free and tells nothing of it", async ({ behave, status, code }) => {
    upstream.behaves(behave);
    const { person, model, key } = await customer();
    const answer = await raw(key.secret, { model, messages: [QUESTION] });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code, type: "server_error" } });
    expect(answer.body).not.toMatch(/secret of|sk-of/);
    expect(upstream.calls).toHaveLength(1);
    expect(await lastRequest(person)).toMatchObject({ outcome: "failed", status, cost: "0" });
  });

  test("says what is wrong with a request, in the words of OpenAI", async () => {
    upstream.behaves((response) => void response.writeHead(400).end(JSON.stringify(dialect.refusal("too long"))));
    const { model, key } = await customer();
    const answer = await raw(key.secret, { model, messages: [QUESTION] });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      error: { message: "too long", type: "invalid_request_error", param: null, code: null },
    });
  });
}

function mayBreak({ dialect, door, upstream, customer, lastRequest }: Ground): void {
  test.each([
    ["is cut off", (response: ServerResponse) => void response.destroy()],
    ["ends before its end", (response: ServerResponse) => void response.end()],
    ["reports an error", (response: ServerResponse) => void response.end(dialect.breaking)],
    ["has half a line", (response: ServerResponse) => void response.end('data: {"type":\n\n')],
  ])("that %s ends with an error; what came is charged, and nobody is asked again", async (_what, finish) => {
    const isRead = Promise.withResolvers<void>();
    upstream.behaves(async (response) => {
      response.writeHead(200, SSE).write(dialect.beginning(["a".repeat(40), "b".repeat(40)]));
      await isRead.promise;
      finish(response);
    });
    const { person, model, key } = await customer();
    const headers = { "content-type": "application/json", authorization: `Bearer ${key.secret}` };
    const asked = send(`${door.url()}/v1/chat/completions`, { method: "POST", headers });
    asked.end(JSON.stringify({ model, messages: [QUESTION], stream: true }));
    const [response] = await once(asked, "response");
    let body = "";
    for await (const piece of response) {
      body += piece;
      if (body.includes("bbb")) isRead.resolve();
    }
    expect(body).toContain('"code":"upstream_error"');
    expect(body).not.toMatch(/\[DONE\]|secret of/);
    expect(await lastRequest(person)).toMatchObject({ outcome: "failed", outputTokens: 20 });
    expect(upstream.calls).toHaveLength(1);
  });

  test("ends at the provider when the client leaves; what came is charged", async () => {
    const left = Promise.withResolvers<void>();
    upstream.behaves((response) => {
      response.on("close", left.resolve);
      response.writeHead(200, SSE).write(dialect.beginning(["a".repeat(40)]));
    });
    const { person, model, openai } = await customer();
    const stream = await openai.chat.completions.create({ model, messages: [QUESTION], stream: true });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
    await left.promise;
    await expect.poll(() => lastRequest(person)).toMatchObject({ outcome: "cancelled", status: 499, outputTokens: 10 });
  });
}
