import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ListRequestsInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import type { UserActor } from "@/server/kernel";
import { openAiIn } from "@/server/testing/openai";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const door = openAiIn(world);
let person: UserActor;
let secret: string;
let model: string;
let behave: RequestListener = (_request, response) => void response.writeHead(500).end();
const runtime = createServer((request, response) => behave(request, response));

beforeAll(async () => {
  runtime.listen(0, "127.0.0.1");
  await once(runtime, "listening");
  person = await world.user();
  model = `${person.username}/guide`;
  const address = `http://127.0.0.1:${(runtime.address() as AddressInfo).port}`;
  door.deploy({ ownerId: person.userId, model, addresses: [address] });
  secret = (await door.client(person)).key.secret;
});
afterAll(() => {
  runtime.closeAllConnections();
  runtime.close();
});

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string | string[]>;
  /** Told of the answer while it comes. */
  readonly onText?: (soFar: string) => void;
}

/** Node's own client: it sends what no `fetch` would. */
async function ask({ path = "/v1/chat/completions", method = "POST", body = "", headers = {}, onText }: Sent) {
  const all = { "content-type": "application/json", authorization: `Bearer ${secret}`, ...headers };
  const request = send(`${door.url()}${path}`, { method, headers: all });
  request.end(body);
  const [response] = await once(request, "response");
  let answer = "";
  for await (const part of response.setEncoding("utf8")) {
    answer += part;
    onText?.(answer);
  }
  return {
    status: response.statusCode,
    headers: response.headers,
    body: answer.startsWith("{") ? JSON.parse(answer) : answer,
  };
}

const chat = (members: object = {}) =>
  JSON.stringify({ model, messages: [{ role: "user", content: "hi" }], ...members });
const deep = (levels: number) => `{"model":"m","messages":${"[".repeat(levels)}${"]".repeat(levels)}}`;
const shape = { message: expect.any(String), type: expect.any(String) };

describe("who is nobody (A1) gets 401 in OpenAI's shape", () => {
  test.each([
    ["no key", ""],
    ["SQL", "Bearer ' OR 1=1--"],
    ["a percent-encoded NUL", "Bearer %00"],
    ["a malformed key", "Bearer sk-yard-short"],
    ["a key with a wrong checksum", `Bearer sk-yard-${"0".repeat(49)}`],
    ["a key nobody has", "Bearer sk-yard-0000000000000000000000000000000000000000000000000000"],
    ["a token nobody has", `Bearer hf_${"x".repeat(40)}`],
    ["a tab", "Bearer\tsk-yard-x"],
    ["30 kB", `Bearer ${"x".repeat(30_000)}`],
  ])("%s", async (_what, authorization) => {
    const { status, headers, body } = await ask({ body: chat(), headers: { authorization } });
    expect([status, headers["www-authenticate"]]).toEqual([401, "Bearer"]);
    expect(body).toEqual({ error: { ...shape, param: null, code: "invalid_api_key" } });
  });

  test("two Authorization headers", async () => {
    const authorization = [`Bearer ${secret}`, `Bearer ${secret}`];
    expect((await ask({ body: chat(), headers: { authorization } })).status).toBe(401);
  });

  test("the cookie of another site, and any word in lower case is fine", async () => {
    const cookie = { authorization: "", cookie: "yard-session-3000=x", "sec-fetch-site": "cross-site" };
    expect((await ask({ body: chat(), headers: cookie })).status).toBe(401);
    expect(
      (await ask({ path: "/v1/models", method: "GET", headers: { authorization: `bearer ${secret}` } })).status,
    ).toBe(200);
  });
});

describe("a body that cannot be meant (B8) gets 400 and the name of the field", () => {
  test.each([
    ["max_tokens", { max_tokens: -1 }],
    ["max_tokens", { max_tokens: 0 }],
    ["max_tokens", { max_tokens: 2 ** 53 }],
    ["max_tokens", { max_tokens: 1.5 }],
    ["max_tokens", { max_tokens: "5" }],
    ["max_completion_tokens", { max_completion_tokens: -1 }],
    ["n", { n: 1_000 }],
    ["temperature", { temperature: 3 }],
    ["stream", { stream: "yes" }],
    ["messages", { messages: [] }],
    ["messages", { messages: "hi" }],
    ["messages.0.role", { messages: [{ content: "hi" }] }],
    ["model", { model: "" }],
    ["tools", { tools: Array(100_000).fill({}) }],
    ["logit_bias", { logit_bias: Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [i, 1])) }],
  ])("%s", async (param, members) => {
    const { status, body } = await ask({ body: chat(members) });
    expect(status).toBe(400);
    expect(body).toEqual({ error: { ...shape, type: "invalid_request_error", param, code: "invalid_value" } });
  });

  test.each([
    ["100,000 levels", deep(100_000), 400, "invalid_json"],
    ["half a document", '{"model":', 400, "invalid_json"],
    ["a list", "[]", 400, "invalid_json"],
    ["an infinite number", chat().replace("}]", '}],"max_tokens":1e309'), 400, "invalid_value"],
    ["one string of 9 MB", chat({ pad: `"${"x".repeat(9_000_000)}`, n: 0 }), 400, "invalid_value"],
    ["a NUL in the model's name", chat({ model: "a\0b" }), 400, "invalid_value"],
    ["11 MB", JSON.stringify({ model: "m", pad: "x".repeat(11_000_000) }), 413, "request_too_large"],
    ["30 MB", JSON.stringify({ model: "m", pad: "x".repeat(30_000_000) }), 413, "request_too_large"],
  ])("%s", async (_what, ...[body, status, code]) => {
    const answer = await ask({ body });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  test("compressed, or of another type", async () => {
    const gzip = await ask({ body: chat(), headers: { "content-encoding": "gzip" } });
    expect(gzip.status).toBe(415);
    const form = await ask({ body: chat(), headers: { "content-type": "text/plain" } });
    expect([gzip.status, form.status]).toEqual([415, 415]);
  });

  test("__proto__ and doubled members are only text", async () => {
    behave = (_request, response) => void response.writeHead(400).end('{"error":{"message":"no"}}');
    const body = chat().replace("{", '{"__proto__":{"isAdmin":true},"model":"x",');
    expect((await ask({ body })).status).toBe(400);
    expect(Object.prototype).not.toHaveProperty("isAdmin");
  });
});

test("an unknown address, a wrong method and a preflight", async () => {
  const unknown = await ask({ path: "/v1/nothing" });
  expect([unknown.status, unknown.body.error.code]).toEqual([404, "unknown_url"]);
  const wrong = await ask({ method: "GET" });
  expect([wrong.status, wrong.headers.allow]).toEqual([405, "POST"]);
  const headers = { origin: "https://example.com", "access-control-request-headers": "authorization,x-stainless-os" };
  const preflight = await ask({ method: "OPTIONS", headers });
  expect([preflight.status, preflight.headers["access-control-allow-origin"]]).toEqual([204, "*"]);
  expect(preflight.headers["access-control-allow-headers"]).toContain("x-stainless-os");
  expect(preflight.headers).not.toHaveProperty("access-control-allow-credentials");
});

describe("a runtime that breaks", () => {
  const chunk = (content: string, completionTokens: number) =>
    `data: ${JSON.stringify({ id: "1", choices: [{ index: 0, delta: { content } }], yard: { promptTokens: 7, completionTokens } })}\n\n`;
  const lastRequest = async () =>
    (await gatewayOperations.listRequests.run(world.as(person), ListRequestsInput.parse({ limit: 1 }))).items[0];

  test.each([
    ["closes in the middle", (response: ServerResponse) => void response.destroy()],
    ["ends without [DONE]", (response: ServerResponse) => void response.end()],
    ["reports an error", (response: ServerResponse) => void response.end('data: {"error":{"message":"x"}}\n\n')],
    ["cuts a line", (response: ServerResponse) => void response.end('data: {"choices":\n\n')],
  ])("%s: the stream ends with an error and without [DONE]; what came is charged", async (_what, finish) => {
    const isRead = Promise.withResolvers<void>();
    behave = async (_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk("one", 1) + chunk("two", 2));
      await isRead.promise;
      finish(response);
    };
    const onText = (soFar: string) => soFar.includes('"content":"two"') && isRead.resolve();
    const { status, body } = await ask({ body: chat({ stream: true }), onText });
    expect(status).toBe(200);
    expect(body).toContain('"content":"two"');
    expect(body).toContain('"code":"upstream_error"');
    expect(body).not.toMatch(/\[DONE\]|yard/);
    expect(await lastRequest()).toMatchObject({
      outcome: "failed",
      inputTokens: 7,
      outputTokens: 2,
      cost: "0.0000015",
    });
  });

  test("goes on while nobody listens any more: a call that is not streamed is cancelled too, and what was made is charged", async () => {
    const told = Promise.withResolvers<void>();
    const cancelled = Promise.withResolvers<void>();
    let made = 0;
    behave = async (_request, response) => {
      response.on("close", cancelled.resolve);
      response.writeHead(200, { "content-type": "text/event-stream" });
      // More than the buffers between us hold: when the last part is away, the first has been read.
      while (made < 200) {
        if (!response.write(chunk("x".repeat(80_000), ++made))) await once(response, "drain");
      }
      told.resolve();
    };
    const headers = { "content-type": "application/json", authorization: `Bearer ${secret}` };
    const request = send(`${door.url()}/v1/chat/completions`, { method: "POST", headers });
    request.on("error", () => {}).end(chat({ max_tokens: 1_000 }));
    await told.promise;
    request.destroy();
    await cancelled.promise;

    await expect
      .poll(lastRequest)
      .toMatchObject({ isStream: false, outcome: "cancelled", status: 499, inputTokens: 7 });
    const { outputTokens = 0 } = (await lastRequest()) ?? {};
    expect(outputTokens).toBeGreaterThan(0);
    expect(outputTokens).toBeLessThanOrEqual(made);
  });

  test("before the first byte is 502, and free", async () => {
    behave = (request) => void request.socket.destroy();
    const { status, body } = await ask({ body: chat() });
    expect([status, body.error.code, body.error.type]).toEqual([502, "upstream_error", "server_error"]);
    expect(await lastRequest()).toMatchObject({ outcome: "failed", status: 502, cost: "0" });
  });

  test("passes on what it says of the request, and not what it says of itself", async () => {
    const error = {
      message: "too long",
      type: "invalid_request_error",
      param: "messages",
      code: "context_length_exceeded",
    };
    behave = (_request, response) => void response.writeHead(400).end(JSON.stringify({ error }));
    expect((await ask({ body: chat() })).body).toEqual({ error });
    behave = (_request, response) => void response.writeHead(500).end("stack at /srv/secret.js");
    const broken = await ask({ body: chat() });
    expect([broken.status, JSON.stringify(broken.body).includes("secret")]).toEqual([502, false]);
  });

  test("sends nothing of its headers to the client", async () => {
    behave = (_request, response) => {
      response.writeHead(200, { "set-cookie": "a=b", server: "secret" });
      response.end(`${chunk("hi", 1)}data: [DONE]\n\n`);
    };
    const { status, headers } = await ask({ body: chat() });
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty("set-cookie");
    expect(headers).not.toHaveProperty("server");
  });

  test("waits for a client that reads slowly, and buffers little", async () => {
    let written = 0;
    behave = async (_request, response) => {
      response.setMaxListeners(0);
      response.writeHead(200);
      const part = chunk("x".repeat(60_000), 1);
      for (let count = 0; count < 800 && !response.destroyed; count++) {
        written += part.length;
        if (!response.write(part)) await Promise.race([once(response, "drain"), once(response, "close")]);
      }
      response.end("data: [DONE]\n\n");
    };
    const headers = { "content-type": "application/json", authorization: `Bearer ${secret}` };
    const request = send(`${door.url()}/v1/chat/completions`, { method: "POST", headers });
    request.end(chat({ stream: true }));
    const [response] = await once(request, "response");
    response.pause();
    // The runtime is held up: it writes no more while others are answered, far from the 48 MB it would send.
    const isHeldUp = async () => {
      const before = written;
      for (let others = 0; others < 20; others++) await ask({ path: "/v1/models", method: "GET" });
      return before > 0 && written === before;
    };
    await expect.poll(isHeldUp).toBe(true);
    expect(written).toBeLessThan(24_000_000);
    request.destroy();
    await expect.poll(async () => (await lastRequest())?.outcome).toBe("cancelled");
  });
});
