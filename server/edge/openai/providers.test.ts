import type { ServerResponse } from "node:http";
import Anthropic from "@anthropic-ai/sdk";
import { beforeAll, describe, expect, test } from "vitest";
import { ListCallableModelsInput, ListRequestsInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import type { UserActor } from "@/server/kernel";
import { openAiIn } from "@/server/testing/openai";
import { providerServer } from "@/server/testing/provider-server";
import { setupWorld } from "@/server/testing/world";

const KIND = "openai-compatible";
const world = setupWorld();
const upstream = providerServer(world);
const door = openAiIn(world, (ctx) => upstream.around(ctx));
let admin: UserActor;
beforeAll(async () => {
  admin = await world.user({ platformRoles: ["admin"] });
});

const says = (text: string) => (response: ServerResponse) => {
  const usage = { prompt_tokens: 3, completion_tokens: 1 };
  const first = { choices: [{ index: 0, delta: { role: "assistant", content: text }, finish_reason: "stop" }] };
  const events = [first, { choices: [], usage }].map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
  response.writeHead(200).end(`${events}data: [DONE]\n\n`);
};
const ask = { messages: [{ role: "user", content: "Hi" }] } as { messages: [{ role: "user"; content: string }] };

describe("a model of a provider", () => {
  test("is listed for everybody who is signed in, with its prices; not once its provider is off", async () => {
    const { provider, model } = await upstream.offers(admin, KIND);
    const person = await world.user();
    const { openai } = await door.client(person);
    expect((await Array.fromAsync(await openai.models.list())).map(({ id }) => id)).toContain(model);
    expect(await openai.models.retrieve(model.toUpperCase())).toMatchObject({
      ...{
        id: model,
        status: "running",
        endpoints: ["chat.completions", "completions", "embeddings", "messages", "responses", "moderations", "rerank"],
      },
      pricing: { unit: "1M tokens", input: "2", cached_input: "0.5", output: "8", currency: "USD" },
    });
    const list = () =>
      gatewayOperations.listCallableModels.run(world.as(person), ListCallableModelsInput.parse({ limit: 100 }));
    const price = { input: "2", cachedInput: "0.5", output: "8", currency: "USD" };
    expect((await list()).items).toContainEqual({ model, isRunning: true, price });

    await gatewayOperations.updateProvider.run(upstream.around(world.as(admin)), {
      ...{ providerId: provider.id, isEnabled: false },
    });
    expect((await list()).items.map((item) => item.model)).not.toContain(model);
    await expect(openai.chat.completions.create({ model, ...ask })).rejects.toMatchObject({ code: "model_not_found" });
  });

  test("does not exist for those whose organisation is not named", async () => {
    upstream.behaves(says("hello"));
    const owner = await world.user();
    const { name } = await world.organization(owner);
    const { model } = await upstream.offers(admin, KIND, { organizations: [name] });
    const outsider = await door.client(await world.user());
    const refused = outsider.openai.chat.completions.create({ model, ...ask });
    await expect(refused).rejects.toMatchObject({ status: 404, code: "model_not_found" });
    await expect(outsider.openai.models.retrieve(model)).rejects.toMatchObject({ status: 404 });

    const { secret } = await world.token(owner);
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
    const body = JSON.stringify({ model, ...ask });
    const answer = await fetch(`${door.url()}/v1/chat/completions`, { method: "POST", headers, body });
    expect(await answer.json()).toMatchObject({ choices: [{ message: { content: "hello" } }] });
  });

  test("stands behind a deployment of the same name, which its own callers reach", async () => {
    upstream.behaves(says("from the provider"));
    const { model } = await upstream.offers(admin, KIND);
    const owner = await world.user();
    door.deploy({ ownerId: owner.userId, model, addresses: [] });
    const own = await door.client(owner);
    const refused = own.openai.chat.completions.create({ model, ...ask });
    await expect(refused).rejects.toMatchObject({ code: "deployment_not_running" });
    const other = await door.client(await world.user());
    expect((await other.openai.chat.completions.create({ model, ...ask })).choices[0]?.message.content).toBe(
      "from the provider",
    );
  });

  test("makes vectors; floats are encoded for a client that reads base64 alone, and counted when nobody did", async () => {
    const { model } = await upstream.offers(admin, KIND);
    const { openai } = await door.client(await world.user());
    upstream.behaves(
      (response) =>
        void response.end(
          JSON.stringify({ object: "list", data: [{ index: 0, embedding: [0.5, -2] }], usage: { prompt_tokens: 2 } }),
        ),
    );
    const found = await openai.embeddings.create({ model, input: "two words" });
    expect(found).toMatchObject({
      model,
      data: [{ embedding: [0.5, -2] }],
      usage: { prompt_tokens: 2, total_tokens: 2 },
    });
    upstream.behaves((response) => void response.end(JSON.stringify({ data: [] })));
    expect(await openai.embeddings.create({ model, input: "x".repeat(40) })).toMatchObject({
      usage: { prompt_tokens: 10 },
    });
    expect(upstream.calls.map(({ path }) => path)).toEqual(["/v1/embeddings", "/v1/embeddings"]);
    expect(upstream.calls[0]?.body).toMatchObject({ model: "big-1", input: "two words" });
  });

  test("completes text", async () => {
    const { model } = await upstream.offers(admin, KIND);
    const { openai } = await door.client(await world.user());
    upstream.behaves((response) => void response.end('data: {"choices":[{"index":0,"text":"b"}]}\n\ndata: [DONE]\n\n'));
    expect((await openai.completions.create({ model, prompt: "a" })).choices[0]?.text).toBe("b");
    expect(upstream.calls[0]).toMatchObject({ path: "/v1/completions", body: { prompt: "a", model: "big-1" } });
  });

  test("answers in Anthropic's language too; its tokens are counted by nobody", async () => {
    upstream.behaves(says("bonjour"));
    const { model } = await upstream.offers(admin, KIND);
    const { key } = await door.client(await world.user());
    const anthropic = new Anthropic({ apiKey: key.secret, baseURL: door.url(), maxRetries: 0 });
    const message = await anthropic.messages.create({ model, max_tokens: 10, system: "Be kind", ...ask });
    expect(message).toMatchObject({ model, content: [{ type: "text", text: "bonjour" }], usage: { input_tokens: 3 } });
    expect(upstream.calls[0]?.body).toMatchObject({ messages: [{ role: "system" }, { role: "user" }], max_tokens: 10 });
    const counting = anthropic.messages.countTokens({ model, ...ask });
    await expect(counting).rejects.toMatchObject({ status: 400 });
  });

  test("is not called at an address that no operator opens any more", async () => {
    const { model } = await upstream.offers(admin, KIND, { baseUrl: "https://127.0.0.1/v1" });
    const { openai } = await door.client(await world.user());
    const refused = openai.chat.completions.create({ model, ...ask });
    await expect(refused).rejects.toMatchObject({ status: 503 });
    expect(upstream.calls).toEqual([]);
  });

  test("whose provider fails again and again is left alone for a while; others are not", async () => {
    const [ill, well] = [await upstream.offers(admin, KIND), await upstream.offers(admin, KIND)];
    const { openai } = await door.client(await world.user());
    const call = (model: string) => openai.chat.completions.create({ model, ...ask });
    upstream.behaves((response) => void response.writeHead(500).end());
    await expect(call(ill.model)).rejects.toMatchObject({ status: 502 });
    await expect(call(ill.model)).rejects.toMatchObject({ status: 502 });
    const asked = upstream.calls.length;
    upstream.behaves(says("hello"));
    await expect(call(ill.model)).rejects.toMatchObject({ status: 503, code: "no_healthy_upstream" });
    expect(upstream.calls).toHaveLength(asked);
    expect((await call(well.model)).choices[0]?.message.content).toBe("hello");
  });

  test("gives way to the next that a chat names, when nobody begins to answer; each try is a call of its own", async () => {
    const [ill, well] = [await upstream.offers(admin, KIND), await upstream.offers(admin, KIND)];
    const person = await world.user();
    const { openai } = await door.client(person);
    const refuses = (response: ServerResponse) =>
      void response.writeHead(429, { "retry-after": "60" }).end('{"error":{"message":"busy"}}');
    upstream.behaves(refuses, says("instead"));
    const body = { model: ill.model, ...ask, models: ["nobody/has-it", well.model] };
    const { data, response } = await openai.chat.completions.create(body).withResponse();
    expect(data).toMatchObject({ model: well.model, choices: [{ message: { content: "instead" } }] });
    expect(upstream.calls.map((call) => call.body.models)).toEqual([undefined, undefined]);
    const { items } = await gatewayOperations.listRequests.run(world.as(person), ListRequestsInput.parse({}));
    expect(items).toMatchObject([
      { model: well.model, outcome: "completed", id: response.headers.get("x-request-id") },
      { model: ill.model, outcome: "failed", cost: "0" },
    ]);
  });

  test("is not replaced once its answer began, nor when the request is wrong, nor when nobody else is left", async () => {
    const [one, other] = [await upstream.offers(admin, KIND), await upstream.offers(admin, KIND)];
    const { openai } = await door.client(await world.user());
    const body = { model: one.model, ...ask, models: [other.model] };
    const call = () => openai.chat.completions.create(body);
    upstream.behaves((response) => void response.writeHead(400).end('{"error":{"message":"too long"}}'));
    await expect(call()).rejects.toMatchObject({ status: 400 });
    expect(upstream.calls).toHaveLength(1);
    upstream.behaves((response) => void response.writeHead(429, { "retry-after": "60" }).end());
    await expect(call()).rejects.toMatchObject({ status: 503, code: "upstream_busy" });
    expect(upstream.calls).toHaveLength(3);
    upstream.behaves((response) => {
      response.writeHead(200).write('data: {"choices":[{"index":0,"delta":{"content":"a"}}]}\n\n');
      response.end();
    });
    const streamed = { model: one.model, ...ask, models: [other.model], stream: true } as const;
    const stream = await openai.chat.completions.create(streamed);
    await expect(Array.fromAsync(stream)).rejects.toThrow();
    expect(upstream.calls).toHaveLength(4);
    await expect(call()).rejects.toMatchObject({ status: 502 });
    expect(upstream.calls).toHaveLength(5);
  });

  test("is not sent what lies at an address while nobody knows how long its context is", async () => {
    const { model } = await upstream.offers(admin, KIND);
    const { openai } = await door.client(await world.user());
    const picture = { type: "image_url" as const, image_url: { url: "https://x.example/a.png" } };
    const asked = openai.chat.completions.create({ model, messages: [{ role: "user", content: [picture] }] });
    await expect(asked).rejects.toMatchObject({ status: 400, param: "messages.0.content.0" });
    expect(upstream.calls).toEqual([]);
  });

  test("whose provider counts more than the call can have is charged by its text", async () => {
    const { model } = await upstream.offers(admin, KIND);
    const person = await world.user();
    const { openai } = await door.client(person);
    const events = [
      { choices: [{ index: 0, delta: { content: "x".repeat(40) } }] },
      { choices: [], usage: { prompt_tokens: 3, completion_tokens: 5_000_000 } },
    ];
    const text = events.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
    upstream.behaves((response) => void response.end(`${text}data: [DONE]\n\n`));
    await openai.chat.completions.create({ model, ...ask, max_tokens: 100 });
    const { items } = await gatewayOperations.listRequests.run(world.as(person), ListRequestsInput.parse({}));
    expect(items).toMatchObject([{ model, outputTokens: 10 }]);
  });

  test("whose provider tells no usage: a stream that asked for it ends with what is charged", async () => {
    const { model } = await upstream.offers(admin, KIND);
    const { openai } = await door.client(await world.user());
    const event = { id: "c1", choices: [{ index: 0, delta: { content: "x".repeat(40) } }] };
    upstream.behaves((response) => void response.end(`data: ${JSON.stringify(event)}\n\ndata: [DONE]\n\n`));
    const messages = [{ role: "user" as const, content: "y".repeat(40) }];
    const asked = { model, messages, stream: true as const };
    const chunks = await Array.fromAsync(
      await openai.chat.completions.create({ ...asked, stream_options: { include_usage: true } }),
    );
    expect(chunks.at(-1)).toEqual({
      ...{ id: "c1", model, choices: [] },
      usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20, cost: "0.0001", currency: "USD" },
    });
    const unasked = await Array.fromAsync(await openai.chat.completions.create(asked));
    expect(unasked).toHaveLength(1);
  });

  test("whose provider counts nonsense is charged by its text", async () => {
    const { model } = await upstream.offers(admin, KIND);
    const { openai } = await door.client(await world.user());
    const events = [
      { choices: [{ index: 0, delta: { content: "x".repeat(40) } }] },
      { choices: [], usage: { prompt_tokens: -5, completion_tokens: 1e300 } },
    ];
    const text = events.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
    upstream.behaves((response) => void response.end(`${text}data: [DONE]\n\n`));
    const person = await world.user();
    const { openai: other } = await door.client(person);
    await other.chat.completions.create({ model, ...ask });
    await expect(openai.models.retrieve(model)).resolves.toMatchObject({ id: model });
    const { items } = await gatewayOperations.listUsage.run(world.as(person), { groupBy: "model", limit: 20 });
    expect(items).toMatchObject([{ model, outputTokens: 10 }]);
  });
});
