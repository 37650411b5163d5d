import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENDLESS, LONG_CONTEXT } from "@/runtimes/llama-cpp/testing/endless";
import { installedPack } from "@/runtimes/llama-cpp/testing/installed-pack";
import { type Runtime, startRuntime } from "@/runtimes/llama-cpp/testing/start-runtime";
import { walletOf } from "@/server/billing";
import { ListRequestsInput, ListUsageInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import { formatMoney, type UserActor } from "@/server/kernel";
import { openAiIn } from "@/server/testing/openai";
import { setupWorld } from "@/server/testing/world";

const GUIDE = join(import.meta.dirname, "../../../samples/guide/guide-2m-q8_0.gguf");
const QUESTION = { role: "user", content: "What is LoRA?" } as const;

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
  const deployment = door.deploy({ ownerId: person.userId, model, addresses: [runtime.url] });
  return { person, model, deployment, ...(await door.client(person, limit)) };
}

async function usageOf(person: UserActor, groupBy: "key" | "model" | "day") {
  return (await gatewayOperations.listUsage.run(world.as(person), ListUsageInput.parse({ groupBy }))).items;
}

async function requestsOf(person: UserActor) {
  return (await gatewayOperations.listRequests.run(world.as(person), ListRequestsInput.parse({}))).items;
}

/** What an answer says it cost. */
function costIn(answer: object): { readonly cost: string; readonly currency: string } {
  const { cost, currency } = Object(Object(answer).usage);
  return { cost, currency };
}

const priceOf = (input: number, output: number) => BigInt(input) * 100n + BigInt(output) * 400n;

describe("a chat with the official client", () => {
  test("is answered whole, and charged exactly the tokens that the answer tells", async () => {
    const { person, model, key, openai } = await customer("1");
    const { data: answer, response } = await openai.chat.completions
      .create({ model, messages: [QUESTION], temperature: 0 })
      .withResponse();

    expect(answer).toMatchObject({
      object: "chat.completion",
      model,
      choices: [{ index: 0, finish_reason: "stop", logprobs: null, message: { role: "assistant", refusal: null } }],
    });
    expect(answer.choices[0]?.message.content).toMatch(/LoRA/);
    expect(answer).not.toHaveProperty("yard");
    const { prompt_tokens: inputTokens = 0, completion_tokens: outputTokens = 0 } = answer.usage ?? {};
    const used = { requests: 1, inputTokens, outputTokens };
    expect(await usageOf(person, "key")).toMatchObject([{ key: key.id, keyName: "test", ...used }]);
    expect(await usageOf(person, "model")).toMatchObject([{ model, ...used }]);
    expect((await walletOf(world.system(), person.userId)).owed).toBe(priceOf(inputTokens, outputTokens));
    const [request] = await requestsOf(person);
    expect(request).toMatchObject({ id: response.headers.get("x-request-id"), outcome: "completed", isStream: false });
    expect(costIn(answer)).toEqual({ cost: formatMoney(priceOf(inputTokens, outputTokens)), currency: "USD" });
    expect(request).toMatchObject({ cost: costIn(answer).cost, finishReason: "stop", queueMs: expect.any(Number) });
    expect(Number(response.headers.get("openai-processing-ms"))).toBeGreaterThan(0);
  });

  test("is streamed; the usage comes last when asked for, and is what is charged", async () => {
    const { person, model, openai } = await customer();
    const stream = await openai.chat.completions.create({
      ...{ model, messages: [QUESTION], temperature: 0 },
      ...{ stream: true, stream_options: { include_usage: true } },
    });
    const chunks = await Array.fromAsync(stream);

    const last = chunks.at(-1);
    expect(last?.choices).toEqual([]);
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
    expect(chunks.every((chunk) => chunk.model === model && !("yard" in chunk))).toBe(true);
    const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = last?.usage ?? {};
    expect(await usageOf(person, "day")).toMatchObject([
      { requests: 1, inputTokens, outputTokens, ...costIn(last ?? {}) },
    ]);
    expect((await requestsOf(person))[0]).toMatchObject({ isStream: true, ttftMs: expect.any(Number) });
  });

  test("hides the usage from a stream that did not ask for it, and charges it all the same", async () => {
    const { person, model, openai } = await customer();
    const stream = await openai.chat.completions.create({ model, messages: [QUESTION], stream: true });
    const chunks = await Array.fromAsync(stream);
    expect(chunks.every((chunk) => !("usage" in chunk) && chunk.choices.length > 0)).toBe(true);
    const [sum] = await usageOf(person, "day");
    expect(sum?.outputTokens).toBeGreaterThan(0);
  });

  test("that the client leaves is cancelled, and charged what was made until then", async () => {
    const { person, model, openai } = await customer();
    const stream = await openai.chat.completions.create({ ...ENDLESS, model, stream: true });
    let seen = 0;
    for await (const _ of stream) if (++seen === 4) break;

    await expect.poll(() => requestsOf(person)).toMatchObject([{ outcome: "cancelled", status: 499 }]);
    const [request] = await requestsOf(person);
    const id = String(request?.id);
    const { request: told } = await runtime.find((line) => line.request?.id === id);
    expect(told?.aborted).toBe(true);
    expect(request?.inputTokens).toBe(told?.promptTokens);
    expect(request?.outputTokens).toBeGreaterThan(0);
    expect(request?.outputTokens).toBeLessThanOrEqual(Number(told?.completionTokens));
  });
});

test("completions and embeddings are answered and charged", async () => {
  const { person, model, openai } = await customer();
  const completion = await openai.completions.create({ model, prompt: "LoRA is", max_tokens: 8, temperature: 0 });
  expect(completion).toMatchObject({ object: "text_completion", model, choices: [{ index: 0 }] });
  expect(completion.choices[0]?.text.length).toBeGreaterThan(0);
  const embedding = await openai.embeddings.create({ model, input: ["one", "two"] });
  expect(embedding.data.map(({ index }) => index)).toEqual([0, 1]);

  const costs = [completion, embedding].map((answer) => costIn(answer).cost);
  expect((await requestsOf(person)).map(({ cost }) => cost)).toEqual(costs.reverse());
  const input = Number(completion.usage?.prompt_tokens) + embedding.usage.prompt_tokens;
  const output = completion.usage?.completion_tokens;
  expect(await usageOf(person, "day")).toMatchObject([{ requests: 2, inputTokens: input, outputTokens: output }]);
});

describe("GET /v1/generation", () => {
  test("tells who paid for a call what came of it", async () => {
    const { model, deployment, openai } = await customer();
    const { data: answer, response } = await openai.chat.completions
      .create({ model, messages: [QUESTION], max_tokens: 2, temperature: 0 })
      .withResponse();
    const id = response.headers.get("x-generation-id");
    const { data } = Object(await openai.get("/generation", { query: { id } }));
    expect(data).toMatchObject({
      ...{ object: "generation", id, model, upstream: deployment.id, endpoint: "chat.completions", streamed: false },
      ...{ outcome: "completed", status: 200, finish_reason: "length" },
      usage: { prompt_tokens: answer.usage?.prompt_tokens, completion_tokens: 2, ...costIn(answer) },
      times: { queue_ms: expect.any(Number), first_token_ms: expect.any(Number), total_ms: expect.any(Number) },
    });
  });

  test("knows nothing of calls of others, of what is no id, and of callers without a key", async () => {
    const { model, openai } = await customer();
    const { response } = await openai.embeddings.create({ model, input: "one" }).withResponse();
    const id = response.headers.get("x-generation-id");
    const other = await customer();
    for (const asked of [id, "1", "", "\u0000"]) {
      const refused = other.openai.get("/generation", { query: { id: asked } });
      await expect(refused).rejects.toMatchObject({ status: 404, code: "not_found" });
    }
    expect((await fetch(`${door.url()}/v1/generation?id=${id}`)).status).toBe(401);
    await expect(openai.get("/generation", { query: { id } })).resolves.toMatchObject({
      data: { finish_reason: null },
    });
  });
});

describe("the monthly budget of a key", () => {
  test("serves a real engine as long as there is enough, counts every nano-unit and is not exceeded", async () => {
    const { person, model, openai } = await customer("0.0001");
    const call = () => openai.chat.completions.create({ model, messages: [QUESTION], max_tokens: 20 });
    const answers = await Promise.allSettled(Array.from({ length: 30 }, call));
    const served = answers.filter(({ status }) => status === "fulfilled").length;
    expect(served).toBeGreaterThan(0);
    expect(served).toBeLessThan(30);
    const [sum] = await usageOf(person, "key");
    expect(sum?.requests).toBe(served);
    expect(Number(sum?.cost)).toBeLessThanOrEqual(0.0001);
    expect((await walletOf(world.system(), person.userId)).owed).toBe(
      priceOf(Number(sum?.inputTokens), Number(sum?.outputTokens)),
    );
  });
});

describe("what a caller reaches", () => {
  test("are its own deployments and shared ones, as /models lists them", async () => {
    const { model, openai, deployment } = await customer();
    const stranger = await customer();
    const shared = { ownerId: world.stranger().userId, model: "modelyard/shared", isShared: true };
    door.deploy({ ...shared, addresses: [runtime.url] });

    const listed = await Array.fromAsync(await openai.models.list());
    expect(listed.map(({ id }) => id).sort()).toEqual(["modelyard/shared", model].sort());
    const card = {
      ...{ id: model, object: "model", status: "running", context_length: 8_192 },
      architecture: { input_modalities: ["text"], output_modalities: ["text"] },
      endpoints: ["chat.completions", "completions", "embeddings", "messages", "responses"],
      pricing: { unit: "1M tokens", input: "0.1", output: "0.4", currency: "USD" },
    };
    expect(await openai.models.retrieve(model)).toMatchObject(card);
    expect(listed.find(({ id }) => id === model)).toMatchObject(card);
    await expect(openai.models.retrieve(stranger.model)).rejects.toMatchObject({
      status: 404,
      code: "model_not_found",
    });
    const foreign = openai.chat.completions.create({ model: stranger.model, messages: [QUESTION] });
    await expect(foreign).rejects.toMatchObject({ status: 404, code: "model_not_found" });
    const exact = { model: `${model}@${deployment.id}`, messages: [QUESTION], max_tokens: 1 };
    expect((await openai.chat.completions.create(exact)).model).toBe(model);
  });

  test("says clearly that a deployment does not run yet", async () => {
    const { person, openai } = await customer();
    door.deploy({ ownerId: person.userId, model: "ada/sleeping", addresses: [] });
    await expect(openai.chat.completions.create({ model: "ada/sleeping", messages: [QUESTION] })).rejects.toMatchObject(
      {
        status: 503,
        code: "deployment_not_running",
        message: expect.stringContaining("not running yet"),
      },
    );
  });

  test("is over within a second when the key is deleted", async () => {
    const { person, model, key, openai } = await customer();
    await gatewayOperations.deleteApiKey.run(world.as(person), { keyId: key.id });
    await expect(openai.chat.completions.create({ model, messages: [QUESTION] })).rejects.toMatchObject({
      status: 401,
      code: "invalid_api_key",
    });
  });
});
