import type { ServerResponse } from "node:http";
import Anthropic from "@anthropic-ai/sdk";
import { beforeAll, describe, expect, test } from "vitest";
import { ListRequestsInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import type { UserActor } from "@/server/kernel";
import { openAiIn } from "@/server/testing/openai";
import { providerServer } from "@/server/testing/provider-server";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const upstream = providerServer(world);
const door = openAiIn(world, (ctx) => upstream.around(ctx));
let admin: UserActor;
beforeAll(async () => {
  admin = await world.user({ platformRoles: ["admin"] });
});

const usage = { input_tokens: 100, cache_read_input_tokens: 300, cache_creation_input_tokens: 0, output_tokens: 1 };
const message = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "big-1-2026",
  content: [],
  stop_reason: null,
};
const EVENTS = [
  { type: "message_start", message: { ...message, stop_sequence: null, usage } },
  { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "", signature: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "hm" } },
  { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "sig" } },
  { type: "content_block_stop", index: 0 },
  { type: "content_block_start", index: 1, content_block: { type: "tool_use", id: "toolu_1", name: "f", input: {} } },
  { type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: '{"a":' } },
  { type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: "1}" } },
  { type: "content_block_stop", index: 1 },
  { type: "message_delta", delta: { stop_reason: "tool_use", stop_sequence: null }, usage: { output_tokens: 30 } },
  { type: "message_stop" },
];
const answers = (response: ServerResponse) =>
  void response.end(EVENTS.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(""));
const LANGUAGE = { "anthropic-version": "2030-01-01", "anthropic-beta": "new-thing-2030" };
const CONTENT = [
  { type: "thinking", thinking: "hm", signature: "sig" },
  { type: "tool_use", id: "toolu_1", name: "f", input: { a: 1 } },
];

async function customer() {
  const person = await world.user();
  const { model } = await upstream.offers(admin, "anthropic");
  const { key, openai } = await door.client(person);
  const anthropic = new Anthropic({ apiKey: key.secret, baseURL: door.url(), maxRetries: 0 });
  return { person, model, anthropic, openai };
}
const lastRequest = async (person: UserActor) =>
  (await gatewayOperations.listRequests.run(world.as(person), ListRequestsInput.parse({ limit: 1 }))).items[0];

describe("a message for a provider that speaks the same language", () => {
  test("goes as it came, and so does its answer, with thinking and its signature", async () => {
    upstream.behaves(answers);
    const { person, model, anthropic } = await customer();
    const system = [{ type: "text" as const, text: "Be kind", cache_control: { type: "ephemeral" as const } }];
    const thought = { type: "thinking" as const, thinking: "before", signature: "s" };
    const messages = [
      { role: "user" as const, content: "Hi" },
      { role: "assistant" as const, content: [thought, { type: "text" as const, text: "Hello" }] },
      { role: "user" as const, content: "And?" },
    ];
    const asked = { model, max_tokens: 50, system, messages };
    const whole = await anthropic.messages.create(asked, { headers: LANGUAGE });
    expect(whole).toMatchObject({
      ...{ id: "msg_1", model, content: CONTENT, stop_reason: "tool_use" },
      usage: { input_tokens: 100, cache_read_input_tokens: 300, output_tokens: 30, cost: "0.00059", currency: "USD" },
    });
    const [call] = upstream.calls;
    expect(call?.body).toEqual({ ...asked, model: "big-1", stream: true });
    expect(call?.headers).toMatchObject(LANGUAGE);
    // 100 × 2 + 300 × 0.5 + 30 × 8, for a million.
    expect(await lastRequest(person)).toMatchObject({ endpoint: "messages", inputTokens: 400, cost: "0.00059" });
  });

  test("is streamed event by event", async () => {
    upstream.behaves(answers);
    const { person, model, anthropic } = await customer();
    const messages = [{ role: "user" as const, content: "Hi ".repeat(200) }];
    const stream = anthropic.messages.stream({ model, max_tokens: 50, messages });
    const events = await Array.fromAsync(stream);
    expect(events.map(({ type }) => type)).toEqual(EVENTS.map(({ type }) => type));
    expect(events.at(-2)).toMatchObject({ usage: { output_tokens: 30, cost: "0.00059", currency: "USD" } });
    expect(await lastRequest(person)).toMatchObject({ cost: "0.00059" });
    expect(await stream.finalMessage()).toMatchObject({ model, content: CONTENT });
  });

  test("asks for nothing that costs more than its tokens", async () => {
    const { model, anthropic } = await customer();
    const tools = [{ type: "web_search_20250305" as const, name: "web_search" as const }];
    const asked = { model, max_tokens: 50, messages: [{ role: "user" as const, content: "Hi" }], tools };
    await expect(anthropic.messages.create(asked)).rejects.toMatchObject({ status: 400 });
    expect(upstream.calls).toEqual([]);
  });

  test("is counted by the provider, for nothing", async () => {
    upstream.behaves((response) => void response.end('{"input_tokens":42}'));
    const { person, model, anthropic } = await customer();
    const counted = await anthropic.messages.countTokens({ model, messages: [{ role: "user", content: "Hi" }] });
    expect(counted).toEqual({ input_tokens: 42 });
    expect(upstream.calls).toMatchObject([{ path: "/v1/messages/count_tokens", body: { model: "big-1" } }]);
    expect(await lastRequest(person)).toBeUndefined();
  });
});

test("a chat with such a provider calls functions", async () => {
  upstream.behaves(answers);
  const { model, openai } = await customer();
  const tools = [{ type: "function" as const, function: { name: "f", parameters: { type: "object" } } }];
  const { choices, usage: told } = await openai.chat.completions.create({
    ...{ model, tools, messages: [{ role: "user", content: "Hi" }] },
  });
  expect(choices).toMatchObject([
    {
      finish_reason: "tool_calls",
      message: { tool_calls: [{ id: "toolu_1", function: { name: "f", arguments: '{"a":1}' } }] },
    },
  ]);
  expect(told).toMatchObject({
    prompt_tokens: 400,
    completion_tokens: 30,
    prompt_tokens_details: { cached_tokens: 300 },
  });
});

test("a provider of messages makes no vectors and completes no text, and says so", async () => {
  const { model, openai } = await customer();
  const refused = { status: 400, code: "endpoint_not_supported" };
  await expect(openai.embeddings.create({ model, input: "x" })).rejects.toMatchObject(refused);
  await expect(openai.completions.create({ model, prompt: "x" })).rejects.toMatchObject(refused);
  const seeded = openai.chat.completions.create({ model, messages: [{ role: "user", content: "Hi" }], seed: 1 });
  await expect(seeded).rejects.toMatchObject({ status: 400, param: "seed" });
  expect(upstream.calls).toEqual([]);
});
