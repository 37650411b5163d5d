import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LONG_CONTEXT } from "@/runtimes/llama-cpp/testing/endless";
import { installedPack } from "@/runtimes/llama-cpp/testing/installed-pack";
import { type Runtime, startRuntime } from "@/runtimes/llama-cpp/testing/start-runtime";
import { CreateApiKeyInput, ListRequestsInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import type { UserActor } from "@/server/kernel";
import { openAiIn } from "@/server/testing/openai";
import { setupWorld } from "@/server/testing/world";

const GUIDE = join(import.meta.dirname, "../../../../samples/guide/guide-2m-q8_0.gguf");
const INPUT = "What is LoRA?";

const world = setupWorld();
const door = openAiIn(world);
let runtime: Runtime;
beforeAll(async () => {
  runtime = await startRuntime(await installedPack(), GUIDE, ...LONG_CONTEXT);
}, 120_000);
afterAll(() => runtime.stop());

/** Somebody with a deployment of the sample model and a key. */
async function customer(limit?: string) {
  const person = await world.user();
  const model = `${person.username}/guide`;
  door.deploy({ ownerId: person.userId, model, addresses: [runtime.url] });
  return { person, model, ...(await door.client(person, limit)) };
}

const requestsOf = async (person: UserActor) =>
  (await gatewayOperations.listRequests.run(world.as(person), ListRequestsInput.parse({}))).items;
const costIn = (response: object): unknown => Object(Object(response).usage).cost;

describe("a response with the official client", () => {
  test("is made whole, charged once as its usage says, and kept", async () => {
    const { person, model, openai } = await customer("1");
    const response = await openai.responses.create({ model, input: INPUT, temperature: 0, metadata: { a: "b" } });
    expect(response).toMatchObject({
      ...{ object: "response", status: "completed", model, error: null, incomplete_details: null, store: true },
      ...{ metadata: { a: "b" }, previous_response_id: null, temperature: 0 },
      output: [{ type: "message", role: "assistant", status: "completed", content: [{ type: "output_text" }] }],
    });
    expect(response.output_text).toMatch(/LoRA/);
    const { input_tokens: inputTokens, output_tokens: outputTokens } = response.usage ?? {};
    expect(response.usage?.total_tokens).toBe(Number(inputTokens) + Number(outputTokens));
    const kept = await openai.responses.retrieve(response.id);
    expect({ ...kept, output_text: response.output_text }).toEqual(JSON.parse(JSON.stringify(response)));
    const requests = await requestsOf(person);
    expect(requests).toMatchObject([
      { endpoint: "responses", outcome: "completed", inputTokens, outputTokens, cost: costIn(response) },
    ]);
    expect(`resp_${requests[0]?.id.replaceAll("-", "")}`).toBe(response.id);
  });

  test("is streamed in the order of OpenAI's events, numbered, and ends as it is kept", async () => {
    const { model, openai } = await customer();
    const stream = await openai.responses.create({ model, input: INPUT, temperature: 0, stream: true });
    const events = await Array.fromAsync(stream);
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, at) => at));
    const types = events.map(({ type }) => type);
    expect(types.filter((type, at) => type !== types[at - 1])).toEqual([
      ...["response.created", "response.in_progress", "response.output_item.added", "response.content_part.added"],
      ...["response.output_text.delta", "response.output_text.done", "response.content_part.done"],
      ...["response.output_item.done", "response.completed"],
    ]);
    const text = events.flatMap((event) => (event.type === "response.output_text.delta" ? [event.delta] : [])).join("");
    const last = events.at(-1);
    const response = Object(last).response;
    expect(response.output[0].content[0].text).toBe(text);
    expect(await openai.responses.retrieve(response.id)).toMatchObject(response);
  });

  test("says that it was cut off by its length", async () => {
    const { model, openai } = await customer();
    const response = await openai.responses.create({ model, input: INPUT, max_output_tokens: 16 });
    expect(response).toMatchObject({
      ...{ status: "incomplete", incomplete_details: { reason: "max_output_tokens" }, max_output_tokens: 16 },
      output: [{ status: "incomplete" }],
    });
  });

  test("calls a function, and goes on with its result where the client says what came before", async () => {
    const { model, openai } = await customer();
    const tools = [
      {
        ...{ type: "function" as const, name: "weather", description: "Weather of a city", strict: true },
        parameters: {
          ...{ type: "object", required: ["city"], additionalProperties: false },
          properties: { city: { type: "string", enum: ["Paris", "Rome"] } },
        },
      },
    ];
    const first = await openai.responses.create({ model, input: "Weather in Paris?", tools, tool_choice: "required" });
    const [call] = first.output;
    if (call?.type !== "function_call") throw new Error("no function was called");
    expect(call).toMatchObject({ name: "weather", status: "completed", call_id: expect.any(String) });
    expect(["Paris", "Rome"]).toContain(JSON.parse(call.arguments).city);
    const output = { type: "function_call_output" as const, call_id: call.call_id, output: "sunny" };
    const second = await openai.responses.create({
      ...{ model, previous_response_id: first.id, input: [output], max_output_tokens: 8 },
    });
    expect(second.previous_response_id).toBe(first.id);
    expect(second.usage?.input_tokens).toBeGreaterThan(0);
  });

  test("has the structure that was asked for", async () => {
    const { model, openai } = await customer();
    const schema = {
      ...{ type: "object", required: ["answer"], additionalProperties: false },
      properties: { answer: { type: "string", enum: ["yes", "no"] } },
    };
    const format = { type: "json_schema" as const, name: "answer", schema, strict: true };
    const response = await openai.responses.parse({ model, input: "Is LoRA small?", text: { format } });
    expect(["yes", "no"]).toContain(Object(response.output_parsed).answer);
  });
});

describe("what is kept of responses", () => {
  test("goes on with what was said before, and with nothing of the instructions", async () => {
    const { model, openai } = await customer();
    const ask = (input: string, previous_response_id: string | null) =>
      openai.responses.create({ model, input, previous_response_id, max_output_tokens: 16, temperature: 0 });
    const first = await ask("My name is Ada", null);
    const [next, alone] = [await ask("What is my name?", first.id), await ask("What is my name?", null)];
    expect(Number(next.usage?.input_tokens)).toBeGreaterThan(Number(alone.usage?.input_tokens));
    const third = await ask("And again?", next.id);
    expect(Number(third.usage?.input_tokens)).toBeGreaterThan(Number(next.usage?.input_tokens));
    await openai.responses.delete(first.id);
    await expect(ask("And now?", next.id)).rejects.toMatchObject({
      ...{ status: 400, code: "previous_response_not_found", param: "previous_response_id" },
    });
  });

  test("is nothing where the client does not want it", async () => {
    const { model, openai } = await customer();
    const response = await openai.responses.create({ model, input: INPUT, store: false, max_output_tokens: 16 });
    expect(response).toMatchObject({ store: false });
    await expect(openai.responses.retrieve(response.id)).rejects.toMatchObject({ status: 404, code: "not_found" });
  });

  test("is for other keys of its owner, and does not exist for anybody else", async () => {
    const { person, model, openai } = await customer();
    const { id } = await openai.responses.create({ model, input: INPUT, max_output_tokens: 16 });
    const same = await door.client(person);
    expect(await same.openai.responses.retrieve(id)).toMatchObject({ id });
    const { openai: other, model: theirs } = await customer();
    const message = expect.stringContaining(`Response ${id} `);
    await expect(other.responses.retrieve(id)).rejects.toMatchObject({ status: 404, message });
    await expect(other.responses.delete(id)).rejects.toMatchObject({ status: 404 });
    const going = other.responses.create({ model: theirs, input: INPUT, previous_response_id: id });
    await expect(going).rejects.toMatchObject({ status: 400, code: "previous_response_not_found" });
    for (const bad of ["resp_1", "x", `${id}0`]) {
      const message = expect.stringContaining(`Response ${bad} `);
      await expect(openai.responses.retrieve(bad)).rejects.toMatchObject({ status: 404, message });
    }
    await same.openai.responses.delete(id);
    await expect(openai.responses.retrieve(id)).rejects.toMatchObject({ status: 404 });
  });
});

describe("what a response was asked", () => {
  const talk = [
    { role: "user" as const, content: "My name is Ada" },
    { role: "assistant" as const, content: "Hello Ada" },
    { type: "message" as const, role: "user" as const, content: [{ type: "input_text" as const, text: "Who am I?" }] },
  ];

  test("is listed with ids and parts, the last first, page by page", async () => {
    const { model, openai } = await customer();
    const { id } = await openai.responses.create({ model, input: talk, max_output_tokens: 16 });
    const texts = (items: readonly object[]) => items.map((item) => Object(item).content[0].text);
    const whole = await Array.fromAsync(openai.responses.inputItems.list(id, { order: "asc" }));
    expect(whole).toMatchObject([
      { type: "message", role: "user", status: "completed", content: [{ type: "input_text", text: "My name is Ada" }] },
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "Hello Ada", annotations: [] }] },
      { type: "message", role: "user", content: [{ type: "input_text", text: "Who am I?" }] },
    ]);
    expect(new Set(whole.map((item) => item.id)).size).toBe(3);
    const paged = await Array.fromAsync(openai.responses.inputItems.list(id, { limit: 1 }));
    expect(texts(paged)).toEqual(["Who am I?", "Hello Ada", "My name is Ada"]);
    const page = await openai.responses.inputItems.list(id, { limit: 2 });
    expect([page.data.length, page.has_more]).toEqual([2, true]);
  });

  test("is its own input, not what it goes on with or what it answered", async () => {
    const { model, openai } = await customer();
    const first = await openai.responses.create({ model, input: "My name is Ada", max_output_tokens: 16 });
    const next = await openai.responses.create({
      ...{ model, previous_response_id: first.id, input: "Who am I?", max_output_tokens: 16 },
    });
    const { data } = await openai.responses.inputItems.list(next.id);
    expect(data).toMatchObject([{ content: [{ type: "input_text", text: "Who am I?" }] }]);
  });

  test("is told to nobody else, and only as it can be asked for", async () => {
    const { model, openai } = await customer();
    const { openai: other } = await customer();
    const { id } = await openai.responses.create({ model, input: "Hi", max_output_tokens: 16 });
    await expect(other.responses.inputItems.list(id)).rejects.toMatchObject({ status: 404, code: "not_found" });
    const refused = (query: object) => openai.responses.inputItems.list(id, query);
    await expect(refused({ after: "msg_none" })).rejects.toMatchObject({ status: 400, param: "after" });
    await expect(refused({ limit: 0 })).rejects.toMatchObject({ status: 400, param: "limit" });
    await expect(refused({ limit: 101 })).rejects.toMatchObject({ status: 400, param: "limit" });
    await openai.responses.delete(id);
    await expect(openai.responses.inputItems.list(id)).rejects.toMatchObject({ status: 404 });
  });
});

test("a response that was not made in the background cannot be cancelled", async () => {
  const { model, openai } = await customer();
  const { id } = await openai.responses.create({ model, input: INPUT, max_output_tokens: 16 });
  await expect(openai.responses.cancel(id)).rejects.toMatchObject({
    ...{ status: 400, type: "invalid_request_error", message: expect.stringMatching(/synchronous response/) },
  });
  const { openai: other } = await customer();
  await expect(other.responses.cancel(id)).rejects.toMatchObject({ status: 404 });
});

test("a key that is not made for responses makes, reads and deletes none", async () => {
  const { person, model, openai } = await customer();
  const { id } = await openai.responses.create({ model, input: INPUT, max_output_tokens: 16 });
  const input = CreateApiKeyInput.parse({ name: "chats", limits: { endpoints: ["chat.completions"] } });
  const { secret } = await gatewayOperations.createApiKey.run(world.as(person), input);
  const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  const ask = (method: string, path: string, body?: string) =>
    fetch(`${door.url()}/v1/responses${path}`, { method, headers, ...(body && { body }) });
  for (const answer of [
    await ask("POST", "", JSON.stringify({ model, input: "hi" })),
    await ask("GET", `/${id}`),
    await ask("DELETE", `/${id}`),
    await ask("GET", `/${id}/input_items`),
    await ask("POST", `/${id}/cancel`),
  ]) {
    expect([answer.status, (await answer.json()).error.code]).toEqual([403, "endpoint_not_allowed"]);
  }
  expect(await openai.responses.retrieve(id)).toMatchObject({ id });
});

test("who is nobody is told so before anything is read", async () => {
  const calls = [
    ["POST", ""],
    ["GET", "/resp_1"],
    ["DELETE", "/resp_1"],
    ["GET", "/resp_1/input_items"],
    ["POST", "/resp_1/cancel"],
  ] as const;
  for (const [method, path] of calls) {
    const answer = await fetch(`${door.url()}/v1/responses${path}`, { method });
    expect([answer.status, (await answer.json()).error.code]).toEqual([401, "invalid_api_key"]);
  }
});
