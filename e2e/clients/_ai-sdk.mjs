import { call, refused } from "./_calls.mjs";
import { api, apiKey, deploy, MODEL, requestsOf, started, until, usageOf } from "./_deployed.mjs";
import { load } from "./_packages.mjs";
import { withProvider } from "./_provider.mjs";
import { busyKey, ENDLESS, noting, poorKey } from "./_waits.mjs";

const { generateText, jsonSchema, Output, stepCountIs, streamText, tool } = await load("ai");
const { z } = await load("zod");

const prompt = "What is LoRA?";
const silent = { onError: () => {} };
const weather = tool({
  description: "Tells the weather",
  inputSchema: z.object({ city: z.enum(["Bern", "Ulm"]) }),
  execute: async ({ city }) => `Sunny in ${city}`,
});
const knowsCity = ({ toolCalls: [one] }) => ["Bern", "Ulm"].includes(one.input.city);
const saysYesOrNo = ({ output: { answer } }) => ["yes", "no"].includes(answer);

/** What whole answers have at once, and streams at their end. */
async function brief(result, more = () => ({})) {
  const [text, finishReason, usage] = await Promise.all([result.text, result.finishReason, result.usage]);
  return { text, finishReason, usage, ...(await more(result)) };
}

async function streamed(asked, more) {
  const result = streamText({ ...silent, ...asked });
  let heard = "";
  for await (const part of result.textStream) heard += part;
  return { ...(await brief(result, more)), heard };
}

/**
 * Calls that work, one after the other; `connect` makes the provider of a key, with this `fetch`. `isEndless`: its
 * structures come piece by piece, so that an answer without end can be left in the middle.
 */
export async function callAll(name, connect, { isEndless = true } = {}) {
  const id = await deploy();
  const exact = `${MODEL}@${id}`;
  const key = await apiKey(name);
  const provider = connect(key.secret);
  const ask = { model: provider(exact), prompt, temperature: 0, maxOutputTokens: 60, maxRetries: 0 };
  const used = [];
  async function charged(title, run, check) {
    const result = await call(title, run, check);
    if (result) used.push(result.usage);
  }

  const early = noting();
  await charged(
    "generateText while the model starts: 503 or 529 is tried again until it runs",
    async () => {
      const result = await generateText({ ...ask, model: connect(key.secret, early.fetch)(exact), maxRetries: 60 });
      return { ...(await brief(result)), statuses: early.statuses };
    },
    ({ statuses }) => statuses[0] >= 500 && statuses.at(-1) === 200,
  );
  await started(id);
  await chat(ask, charged);
  await callToolsAndStructures(ask, charged);
  const scene = { name, connect, exact, ask };
  if (isEndless) await leaveInTheMiddle(scene);
  await waitForKey(scene);
  await goElsewhere(scene);
  await beRefused(scene);
  return { exact, key, provider, used, close: () => api("DELETE", `/deployments/${id}`) };
}

async function chat(ask, charged) {
  await charged(
    "generateText",
    async () => brief(await generateText(ask)),
    ({ text, finishReason }) => /LoRA/.test(text) && finishReason === "stop",
  );
  await charged(
    "streamText",
    () => streamed(ask),
    ({ text, heard }) => /LoRA/.test(text) && text === heard,
  );
  await charged(
    "streamText that is cut by its length",
    () => streamed({ ...ask, maxOutputTokens: 5 }),
    ({ finishReason, usage }) => finishReason === "length" && usage.outputTokens === 5,
  );
}

async function callToolsAndStructures(ask, charged) {
  const forced = { ...ask, tools: { weather }, toolChoice: "required" };
  const calls = async ({ toolCalls }) => ({ toolCalls: await toolCalls });
  await charged("generateText with a tool", async () => brief(await generateText(forced), calls), knowsCity);
  await charged("streamText with a tool", () => streamed(forced, calls), knowsCity);
  const formed = { ...ask, output: Output.object({ schema: z.object({ answer: z.enum(["yes", "no"]) }) }) };
  const object = async ({ output }) => ({ output: await output });
  await charged("Output.object", async () => brief(await generateText(formed), object), saysYesOrNo);
  await charged("Output.object, streamed", () => streamed(formed, object), saysYesOrNo);
}

async function leaveInTheMiddle({ name, connect, exact }) {
  const left = await apiKey(`${name} leaves`);
  await call(
    "streamText that is left in the middle: billed as far as it was seen",
    async () => {
      const leaving = new AbortController();
      const output = Output.object({ schema: jsonSchema(ENDLESS) });
      const asked = { model: connect(left.secret)(exact), prompt, output, maxOutputTokens: 8_000, temperature: 0 };
      let seen = 0;
      for await (const { type } of streamText({ ...asked, ...silent, abortSignal: leaving.signal }).fullStream) {
        if (type.endsWith("-delta")) seen += 1;
        if (seen === 5) leaving.abort();
      }
      const request = await until("the end of the call", async () => (await requestsOf(left))[0]);
      return { seen, outcome: request.outcome, billed: request.outputTokens };
    },
    ({ seen, outcome, billed }) => seen > 0 && outcome === "cancelled" && billed >= seen,
  );
}

async function waitForKey({ name, connect, exact, ask }) {
  const busy = await busyKey(`${name} waits`, exact);
  const waiting = noting(async (status) => status === 429 && busy.leave());
  await call(
    "generateText while its key is busy: 429 is tried again until it is free",
    async () => {
      await generateText({ ...ask, model: connect(busy.key.secret, waiting.fetch)(exact), maxRetries: 6 });
      return waiting.statuses;
    },
    (statuses) => statuses[0] === 429 && statuses.at(-1) === 200,
  );
}

/** What a small model cannot be brought to. */
async function goElsewhere({ name, connect, ask }) {
  const abroad = connect((await apiKey(`${name} elsewhere`)).secret);
  await withProvider(async (model) => {
    const elsewhere = (called) => ({ ...ask, ...silent, model: abroad(model(called)) });
    const twice = { ...elsewhere("two-calls"), tools: { weather }, stopWhen: stepCountIs(3) };
    const isTwice = ({ calls, text }) => calls.join() === "Bern,Ulm" && text === "2 results";
    const told = async (result) => {
      const [first] = await result.steps;
      return { calls: first.toolCalls.map(({ input }) => input.city), text: await result.text };
    };
    await call("parallel calls, run, and their results", async () => told(await generateText(twice)), isTwice);
    await call("the same, streamed with mixed pieces", () => told(streamText(twice)), isTwice);
    await call(
      "thoughts, streamed",
      async () => {
        const result = streamText(elsewhere("thinks"));
        return { thought: await result.reasoningText, text: await result.text };
      },
      ({ thought, text }) => thought === "Let me see." && text === "Yes.",
    );
    await call(
      "a stream that breaks off says so",
      async () => {
        const errors = [];
        const onError = ({ error }) => errors.push(error);
        for await (const _ of streamText({ ...elsewhere("breaks-off"), onError }).fullStream);
        return errors.map((error) => error.message ?? Object(error).error?.message ?? String(error));
      },
      ([message]) => /provider/i.test(message),
    );
  });
}

async function beRefused({ name, connect, exact, ask }) {
  const again = { ...ask, maxRetries: 2 };
  await refused(
    "an unknown key",
    () => generateText({ ...again, model: connect("none")(exact) }),
    ({ statusCode, message }) => statusCode === 401 && /API key/.test(message),
  );
  const { secret } = await apiKey(`${name} is refused`);
  await refused(
    "a model that nobody deployed",
    () => generateText({ ...again, model: connect(secret)("modelyard/nothing") }),
    ({ statusCode, message }) => statusCode === 404 && /does not exist/.test(message),
  );
  const poor = await poorKey(`${name} is poor`);
  await refused(
    "an empty budget",
    () => generateText({ ...ask, maxOutputTokens: 500, model: connect(poor.secret)(exact) }),
    ({ statusCode, message }) => [402, 429].includes(statusCode) && /budget/i.test(message),
  );
}

/** Every call of a key is on its bill, with the tokens that its client saw; `rest`: of calls that tell theirs otherwise. */
export const billed = (key, used, rest = { requests: 0, inputTokens: 0 }) =>
  call(
    "the bill",
    async () => {
      const { requests, inputTokens, outputTokens } = await usageOf(key);
      const sum = (name) => used.reduce((total, usage) => total + usage[name], 0);
      const seen = {
        requests: used.length + rest.requests,
        inputTokens: sum("inputTokens") + rest.inputTokens,
        outputTokens: sum("outputTokens"),
      };
      return { billed: { requests, inputTokens, outputTokens }, seen };
    },
    ({ billed, seen }) => JSON.stringify(billed) === JSON.stringify(seen),
  );
