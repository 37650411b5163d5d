import { join } from "node:path";
import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LONG_CONTEXT } from "@/runtimes/llama-cpp/testing/endless";
import { installedPack } from "@/runtimes/llama-cpp/testing/installed-pack";
import { type Runtime, startRuntime } from "@/runtimes/llama-cpp/testing/start-runtime";
import { ListRequestsInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import type { UserActor } from "@/server/kernel";
import { openAiIn } from "@/server/testing/openai";
import { setupWorld } from "@/server/testing/world";

const GUIDE = join(import.meta.dirname, "../../../samples/guide/guide-2m-q8_0.gguf");
const QUESTION = { role: "user", content: "What is LoRA?" } as const;
const WEATHER: Anthropic.Tool = {
  name: "weather",
  description: "Tells the weather",
  input_schema: { type: "object", properties: { city: { type: "string", enum: ["Bern", "Ulm"] } }, required: ["city"] },
};

const world = setupWorld();
const door = openAiIn(world);
let runtime: Runtime;
beforeAll(async () => {
  runtime = await startRuntime(await installedPack(), GUIDE, ...LONG_CONTEXT);
}, 120_000);
afterAll(() => runtime.stop());

/** Somebody with a deployment of the sample model, and the official client with a key of theirs. */
async function customer(limit?: string) {
  const person = await world.user();
  const model = `${person.username}/guide`;
  door.deploy({ ownerId: person.userId, model, addresses: [runtime.url] });
  const { key } = await door.client(person, limit);
  const anthropic = new Anthropic({ apiKey: key.secret, baseURL: door.url(), maxRetries: 0 });
  return { person, model, key, anthropic, ask: { model, max_tokens: 60, temperature: 0, messages: [QUESTION] } };
}

async function requestsOf(person: UserActor) {
  return (await gatewayOperations.listRequests.run(world.as(person), ListRequestsInput.parse({}))).items;
}

describe("a message of the official client", () => {
  test("is answered whole, and charged exactly the tokens that it tells", async () => {
    const { person, model, anthropic, ask } = await customer("1");
    const { data: message, response } = await anthropic.messages.create(ask).withResponse();

    expect(message).toMatchObject({ type: "message", role: "assistant", model, stop_reason: "end_turn" });
    expect(message.content).toMatchObject([{ type: "text", text: expect.stringMatching(/low-rank/) }]);
    const [request] = await requestsOf(person);
    expect(request).toMatchObject({ id: response.headers.get("request-id"), endpoint: "messages", status: 200 });
    const { input_tokens, cache_read_input_tokens, output_tokens } = message.usage;
    const used = { inputTokens: input_tokens + (cache_read_input_tokens ?? 0), outputTokens: output_tokens };
    expect(request).toMatchObject(used);
    expect(message.usage).toMatchObject({ cost: request?.cost, currency: request?.currency });
  });

  test("is streamed in the events that the client puts together", async () => {
    const { person, anthropic, ask } = await customer();
    const stream = anthropic.messages.stream(ask);
    const texts: string[] = [];
    const usages: unknown[] = [];
    stream.on("streamEvent", (event) => event.type === "message_delta" && usages.push(event.usage));
    stream.on("text", (text) => texts.push(text));
    const message = await stream.finalMessage();
    expect(texts.length).toBeGreaterThan(3);
    expect(message.content).toMatchObject([{ type: "text", text: texts.join("") }]);
    expect(message.usage.output_tokens).toBeGreaterThan(10);
    expect(usages).toMatchObject([{ cost: (await requestsOf(person))[0]?.cost }]);
    expect(message).toEqual(expect.objectContaining({ stop_reason: "end_turn", role: "assistant" }));
  });

  test("calls the tool that must be called, and goes on with its result", async () => {
    const { anthropic, ask } = await customer();
    const called = await anthropic.messages.create({ ...ask, tools: [WEATHER], tool_choice: { type: "any" } });
    expect(called.stop_reason).toBe("tool_use");
    const [use] = called.content.filter((block) => block.type === "tool_use");
    expect(use).toMatchObject({ name: "weather", input: { city: expect.stringMatching(/^(Bern|Ulm)$/) } });

    const talk: Anthropic.MessageParam[] = [
      QUESTION,
      { role: "assistant", content: called.content },
      { role: "user", content: [{ type: "tool_result", tool_use_id: use?.id ?? "", content: "sun" }] },
    ];
    const answer = await anthropic.messages.create({ ...ask, messages: talk, tools: [WEATHER] });
    expect(answer.type).toBe("message");
  });

  test("ends before a stop sequence, and at its limit", async () => {
    const { anthropic, ask } = await customer();
    const stopped = await anthropic.messages.create({ ...ask, stop_sequences: ["frozen"] });
    expect(JSON.stringify(stopped.content)).not.toMatch(/frozen/);
    expect(stopped).toMatchObject({ stop_reason: "stop_sequence", stop_sequence: "frozen" });
    const cut = await anthropic.messages.create({ ...ask, max_tokens: 5 });
    expect(cut).toMatchObject({ stop_reason: "max_tokens", usage: { output_tokens: 5 } });
  });

  test("that the client leaves is cancelled, and charged what was made until then", async () => {
    const { person, anthropic, ask } = await customer();
    const messages = [{ role: "user", content: "Tell a long story" }] as const;
    const stream = anthropic.messages.stream({ ...ask, max_tokens: 2_000, temperature: 1, messages: [...messages] });
    await new Promise((resolve) => stream.once("text", resolve));
    stream.abort();
    await stream.done().catch(() => null);
    await expect.poll(async () => (await requestsOf(person))[0]?.outcome).toMatch(/cancelled|completed/);
    expect((await requestsOf(person))[0]?.outputTokens).toBeGreaterThan(0);
  });
});

test("the tokens of a prompt are counted as the model reads them, for nothing", async () => {
  const { person, anthropic, ask } = await customer();
  const { input_tokens } = await anthropic.messages.countTokens({ model: ask.model, messages: [QUESTION] });
  expect(await requestsOf(person)).toEqual([]);
  const { usage } = await anthropic.messages.create(ask);
  expect(input_tokens).toBe(usage.input_tokens + (usage.cache_read_input_tokens ?? 0));
});

test("models are listed in the shape of the client that asks", async () => {
  const { anthropic, model, key } = await customer();
  expect((await anthropic.models.list()).data).toMatchObject([{ type: "model", id: model, display_name: model }]);
  const headers = { authorization: `Bearer ${key.secret}` };
  const forOthers = await (await fetch(`${door.url()}/v1/models`, { headers })).json();
  expect(forOthers).toMatchObject({ object: "list", data: [{ object: "model", id: model }] });
});

describe("errors come in the shape of the interface", () => {
  test("for a key, a model, a body and a limit", async () => {
    const { anthropic, ask } = await customer("0.000000001");
    const stranger = new Anthropic({ apiKey: "sk-yard-nothing", baseURL: door.url(), maxRetries: 0 });
    await expect(stranger.messages.create(ask)).rejects.toThrow(Anthropic.AuthenticationError);
    const missing = anthropic.messages.create({ ...ask, model: "nobody/nothing" });
    await expect(missing).rejects.toThrow(Anthropic.NotFoundError);
    const bad = await anthropic.messages.create({ ...ask, max_tokens: 0 }).catch((error) => error);
    expect(bad).toMatchObject({ status: 400, error: { type: "error", error: { type: "invalid_request_error" } } });
    await anthropic.messages.create(ask).catch(() => null);
    const broke = await anthropic.messages.create(ask).catch((error) => error);
    expect(broke).toMatchObject({
      status: 402,
      error: { error: { type: "billing_error" }, request_id: expect.any(String) },
    });
    expect(broke.headers.get("x-should-retry")).toBe("false");
  });

  test("for what the runtime cannot serve", async () => {
    const { anthropic, ask } = await customer();
    const source = { type: "base64", media_type: "image/png", data: "AAAA" } as const;
    const seen = { ...ask, messages: [{ role: "user" as const, content: [{ type: "image" as const, source }] }] };
    const refused = await anthropic.messages.create(seen).catch((error) => error);
    expect(refused).toMatchObject({ status: 400, error: { error: { message: expect.stringMatching(/text only/) } } });
  });

  test("for another method and another address", async () => {
    const got = await fetch(`${door.url()}/v1/messages`);
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await got.json()).toMatchObject({ type: "error", error: { type: "invalid_request_error" } });
    const unknown = await fetch(`${door.url()}/v1/messages/batches`, { method: "POST" });
    expect(unknown.status).toBe(404);
  });
});
