import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENDLESS, LONG_CONTEXT } from "./testing/endless";
import { installedPack } from "./testing/installed-pack";
import { failedStart, type Runtime, startRuntime } from "./testing/start-runtime";

const GUIDE = join(import.meta.dirname, "../../samples/guide/guide-2m-q8_0.gguf");
const QUESTION = [{ role: "user" as const, content: "What is LoRA?" }];

let pack: string;
beforeAll(async () => {
  pack = await installedPack();
}, 60_000);

describe("a running llama.cpp pack", () => {
  let runtime: Runtime;
  let openai: OpenAI;
  beforeAll(async () => {
    runtime = await startRuntime(pack, GUIDE, "--parallel", "4", "--alias", "guide");
    openai = new OpenAI({ baseURL: `${runtime.url}/v1`, apiKey: "none", maxRetries: 0 });
  });
  afterAll(() => runtime.stop());

  const post = (path: string, body: string) => fetch(`${runtime.url}${path}`, { method: "POST", body });

  test("says in /health how much it can do at once", async () => {
    const response = await fetch(`${runtime.url}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "ok", contextSize: 512, parallel: 4 });
  });

  test("answers a question, and counts prompt and answer", async () => {
    const answer = await openai.chat.completions.create({ model: "guide", messages: QUESTION, temperature: 0 });
    expect(answer.choices[0]?.message.content).toContain("low-rank matrices");
    expect(answer.choices[0]?.finish_reason).toBe("stop");
    expect(answer.usage).toMatchObject({ prompt_tokens: 13, completion_tokens: 30, total_tokens: 43 });
  });

  test("stops after max_tokens and says that the answer was cut", async () => {
    const answer = await openai.chat.completions.create({
      model: "guide",
      messages: QUESTION,
      temperature: 0,
      max_completion_tokens: 5,
    });
    expect(answer.choices[0]?.finish_reason).toBe("length");
    expect(answer.usage?.completion_tokens).toBe(5);
  });

  test("stops before a stop text", async () => {
    const answer = await openai.chat.completions.create({
      model: "guide",
      messages: QUESTION,
      temperature: 0,
      stop: ["frozen"],
    });
    expect(answer.choices[0]).toMatchObject({
      message: { content: "LoRA trains small low-rank matrices beside " },
      ...{ finish_reason: "stop", stop_reason: "frozen" },
    });
  });

  test("gives the same answer for the same seed", async () => {
    const ask = () => openai.chat.completions.create({ model: "guide", messages: QUESTION, temperature: 1.8, seed: 7 });
    const [first, second] = [await ask(), await ask()];
    expect(first.choices[0]?.message.content).toBe(second.choices[0]?.message.content);
  });

  test("streams the role first, a running count with every chunk, and the usage last", async () => {
    const stream = await openai.chat.completions.create({
      model: "guide",
      messages: QUESTION,
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks: (OpenAI.ChatCompletionChunk & { yard?: { completionTokens: number; promptTokens: number } })[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks[0]).toMatchObject({
      choices: [{ delta: { role: "assistant" } }],
      usage: null,
      yard: { completionTokens: 0, promptTokens: 13 },
    });
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toContain("low-rank matrices");
    expect(chunks.map((chunk) => chunk.yard?.completionTokens ?? -1)).toEqual([...Array(31).keys(), 30, 30]);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 13, completion_tokens: 30 } });
  });

  test("streams to six clients at once with four places", async () => {
    const read = async () => {
      const stream = await openai.chat.completions.create({
        model: "guide",
        messages: QUESTION,
        temperature: 0,
        stream: true,
      });
      let text = "";
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
      return text;
    };
    const texts = await Promise.all(Array.from({ length: 6 }, read));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain("low-rank matrices");
  });

  test("follows a JSON schema", async () => {
    const schema = {
      type: "object",
      properties: { ok: { type: "boolean" }, kind: { enum: ["a", "b"] } },
      additionalProperties: false,
    };
    const answer = await openai.chat.completions.create({
      model: "guide",
      messages: QUESTION,
      response_format: { type: "json_schema", json_schema: { name: "answer", schema } },
    });
    const value = JSON.parse(answer.choices[0]?.message.content ?? "");
    expect(Object.keys(value)).toEqual(["ok", "kind"]);
    expect(["a", "b"]).toContain(value.kind);
  });

  test("calls the function that must be called", async () => {
    const parameters = { type: "object", properties: { unit: { enum: ["celsius", "fahrenheit"] } } };
    const answer = await openai.chat.completions.create({
      model: "guide",
      messages: [{ role: "user", content: "Is it warm?" }],
      tools: [{ type: "function", function: { name: "weather", parameters } }],
      tool_choice: { type: "function", function: { name: "weather" } },
    });
    expect(answer.choices[0]?.finish_reason).toBe("tool_calls");
    expect(answer.choices[0]?.message.tool_calls).toMatchObject([{ type: "function", function: { name: "weather" } }]);
  });

  test("tells a prompt that is too long from other mistakes", async () => {
    const messages = [{ role: "user" as const, content: "hello ".repeat(600) }];
    await expect(openai.chat.completions.create({ model: "guide", messages })).rejects.toMatchObject({
      status: 400,
      code: "context_length_exceeded",
      param: "messages",
    });
    await expect(
      openai.chat.completions.create({ model: "guide", messages: QUESTION, temperature: 9 }),
    ).rejects.toMatchObject({ status: 400, code: "invalid_value", param: "temperature" });
    await expect(openai.completions.create({ model: "guide", prompt: "a", logprobs: 2 })).rejects.toMatchObject({
      status: 400,
      code: "unsupported_value",
      param: "logprobs",
    });
    await expect(openai.completions.create({ model: "guide", prompt: [1, 99_999_999] })).rejects.toMatchObject({
      status: 400,
      param: "prompt",
    });
  });

  test("completes texts and tokens, each prompt as a choice of its own", async () => {
    const answer = await openai.completions.create({
      model: "guide",
      prompt: ["I am", "LoRA is"],
      max_tokens: 3,
      temperature: 0,
    });
    expect(answer.choices.map(({ index }) => index)).toEqual([0, 1]);
    expect(answer.usage?.completion_tokens).toBeLessThanOrEqual(6);
    const tokens = await openai.completions.create({ model: "guide", prompt: [5, 6, 7], max_tokens: 2 });
    expect(tokens.usage).toMatchObject({ prompt_tokens: 3 });
  });

  test("makes unit vectors, the same as numbers and as base64", async () => {
    const numbers = await openai.embeddings.create({
      model: "guide",
      input: ["LoRA", "adapter"],
      encoding_format: "float",
    });
    const packed = await openai.embeddings.create({ model: "guide", input: "LoRA", encoding_format: "base64" });
    const bytes = Buffer.from(String(packed.data[0]?.embedding), "base64");
    const vector = numbers.data[0]?.embedding ?? [];
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(bytes.readFloatLE(0)).toBeCloseTo(vector[0] ?? Number.NaN, 5);
    expect(bytes.length).toBe(vector.length * 4);
    expect(numbers.usage.prompt_tokens).toBeGreaterThan(0);
  });

  test("counts the tokens of a prompt without answering it", async () => {
    const ask = (messages: object) => post("/tokenize", JSON.stringify({ messages }));
    expect(await (await ask(QUESTION)).json()).toEqual({ count: 13, max_model_len: 512 });
    const long = await (await ask([{ role: "user", content: "word ".repeat(2_000) }])).json();
    expect(long.count).toBeGreaterThan(2_000);
    expect((await ask([])).status).toBe(400);
  });

  test("lists its one model", async () => {
    const { data } = await openai.models.list();
    expect(data).toMatchObject([{ id: "guide", object: "model", context_length: 512 }]);
    expect(await openai.models.retrieve("guide")).toMatchObject({ id: "guide" });
  });

  test("answers what it does not understand in OpenAI's shape", async () => {
    const answers = await Promise.all([
      post("/v1/nothing", "{}"),
      post("/v1/chat/completions", "{"),
      post("/v1/models", "{}"),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 400, 405]);
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    for (const { error } of bodies) expect(Object.keys(error)).toEqual(["message", "type", "param", "code"]);
    const large = await post("/v1/chat/completions", " ".repeat(9 * 1024 * 1024));
    expect(large.status).toBe(413);
  });
});

describe("a llama.cpp pack with one place", () => {
  test("stops to generate when the client leaves, and logs what was generated", async () => {
    const runtime = await startRuntime(pack, GUIDE, ...LONG_CONTEXT, "--alias", "guide");
    const openai = new OpenAI({ baseURL: `${runtime.url}/v1`, apiKey: "none", maxRetries: 0 });
    const stream = await openai.chat.completions.create(
      { ...ENDLESS, model: "guide", stream: true },
      { headers: { "x-request-id": "leaver" } },
    );
    let seen = 0;
    for await (const _chunk of stream) if (++seen === 5) break;
    const { request } = await runtime.find((line) => line.request?.id === "leaver");
    expect(request).toMatchObject({ aborted: true, route: "/v1/chat/completions" });
    expect(request?.completionTokens).toBeGreaterThanOrEqual(4); // the first chunk is the role
    expect(request?.completionTokens).toBeLessThan(ENDLESS.max_tokens);
    expect(await runtime.stop()).toBe(0);
  });

  test("lets 64 wait, refuses the next, and ends within five seconds of SIGTERM", async () => {
    const runtime = await startRuntime(pack, GUIDE, ...LONG_CONTEXT, "--alias", "guide");
    const ask = () =>
      fetch(`${runtime.url}/v1/chat/completions`, {
        method: "POST",
        body: JSON.stringify({ ...ENDLESS, model: "guide" }),
      }).then(
        ({ status }) => status,
        () => 0,
      );
    const answers = Array.from({ length: 66 }, ask);
    await expect(Promise.race(answers)).resolves.toBe(503);

    const asked = Date.now();
    expect(await runtime.stop()).toBe(0);
    expect(Date.now() - asked).toBeLessThan(5_500);
    expect((await Promise.all(answers)).every((status) => status === 503 || status === 0 || status === 200)).toBe(true);
  });
});

describe("a llama.cpp pack that cannot start", () => {
  let folder: string;
  let whole: Buffer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "llama-cpp-"));
    whole = await readFile(GUIDE);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const start = async (bytes: Uint8Array, name = "model.gguf") => {
    await writeFile(join(folder, name), bytes);
    return await failedStart(pack, "--model", join(folder, name), "--port", "0");
  };

  test("names a file that is no GGUF, one that was cut short, and a part that is missing", async () => {
    expect(await start(new Uint8Array(4096))).toEqual({ exitCode: 1, cause: "corrupt_file" });
    expect(await start(whole.subarray(0, -100))).toEqual({ exitCode: 1, cause: "corrupt_file" });
    expect(await start(whole, "model-00001-of-00002.gguf")).toEqual({ exitCode: 1, cause: "corrupt_file" });
  });

  test("names an architecture that llama.cpp does not know", async () => {
    const renamed = Buffer.from(whole.toString("latin1").replaceAll("llama", "zzzzz"), "latin1");
    expect(await start(renamed)).toEqual({ exitCode: 1, cause: "unsupported_model" });
  });

  test("names memory that is not there, before it is touched", async () => {
    const ended = await failedStart(pack, "--model", GUIDE, "--port", "0", "--context", "16000000", "--parallel", "64");
    expect(ended).toEqual({ exitCode: 1, cause: "out_of_memory" });
  });

  test("names a port that is taken and a command line that is wrong", async () => {
    const runtime = await startRuntime(pack, GUIDE, "--parallel", "1");
    const { port } = new URL(runtime.url);
    expect(await failedStart(pack, "--model", GUIDE, "--port", port)).toEqual({ exitCode: 1, cause: "port_taken" });
    expect(await runtime.stop()).toBe(0);
    expect(await failedStart(pack, "--port", "0")).toEqual({ exitCode: 78, cause: "invalid_configuration" });
  });
});
