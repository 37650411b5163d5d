// Calls a deployed model with LangChain for JavaScript: chats, tools, structures, responses, vectors; finds each on the bill.
import { call, end, refused } from "./_calls.mjs";
import { api, apiKey, deploy, MODEL, requestsOf, started, until, url, usageOf } from "./_deployed.mjs";
import { load } from "./_packages.mjs";
import { withProvider } from "./_provider.mjs";
import { busyKey, ENDLESS, noting, poorKey } from "./_waits.mjs";

const { ChatOpenAI, OpenAIEmbeddings } = await load("@langchain/openai");
const { AIMessage, HumanMessage, ToolMessage } = await load("@langchain/core/messages");
const { tool } = await load("@langchain/core/tools");
const { z } = await load("zod");

const id = await deploy();
const exact = `${MODEL}@${id}`;
const key = await apiKey("LangChain for JavaScript");
const QUESTION = [new HumanMessage("What is LoRA?")];
const used = [];
const note = (usage) => usage && used.push(usage);

const chat = (fields = {}, { fetch: own, ...configuration } = {}) =>
  new ChatOpenAI({
    ...{ model: exact, apiKey: key.secret, maxRetries: 0, temperature: 0, maxTokens: 60, ...fields },
    configuration: { baseURL: `${url}/v1`, ...(own && { fetch: own }), ...configuration },
  });
const weather = tool(async ({ city }) => `Sunny in ${city}`, {
  ...{ name: "weather", description: "Tells the weather" },
  schema: z.object({ city: z.enum(["Bern", "Ulm"]) }),
});

async function gathered(stream) {
  let whole;
  for await (const chunk of stream) whole = whole ? whole.concat(chunk) : chunk;
  return whole;
}

const early = noting();
await call(
  "invoke while the model starts: 503 is tried again until it runs",
  async () => {
    const answer = await chat({ maxRetries: 10 }, early).invoke(QUESTION);
    note(answer.usage_metadata);
    return early.statuses;
  },
  (statuses) => statuses[0] === 503 && statuses.at(-1) === 200,
);
await started(id);

note(
  (
    await call(
      "invoke",
      () => chat().invoke(QUESTION),
      ({ text, response_metadata }) => /LoRA/.test(text) && response_metadata.finish_reason === "stop",
    )
  )?.usage_metadata,
);
note(
  (
    await call(
      "stream, with the usage at its end",
      async () => gathered(await chat().stream(QUESTION)),
      ({ text, usage_metadata }) => /LoRA/.test(text) && usage_metadata.output_tokens > 0,
    )
  )?.usage_metadata,
);
const called = await call(
  "bindTools: a call that is forced",
  () => chat().bindTools([weather], { tool_choice: "any" }).invoke("Weather in Bern?"),
  ({ tool_calls: [one] }) => one.name === "weather" && ["Bern", "Ulm"].includes(one.args.city),
);
note(called?.usage_metadata);
const streamed = await call(
  "bindTools, streamed",
  async () => gathered(await chat().bindTools([weather], { tool_choice: "weather" }).stream("Weather in Ulm?")),
  ({ tool_calls: [one] }) => one.name === "weather" && ["Bern", "Ulm"].includes(one.args.city),
);
note(streamed?.usage_metadata);
const calls = ["Bern", "Ulm"].map((city) => ({
  name: "weather",
  args: { city },
  id: `call_${city}`,
  type: "tool_call",
}));
note(
  (
    await call(
      "a conversation with the results of two calls",
      () =>
        chat().invoke([
          new HumanMessage("Weather in Bern and Ulm?"),
          new AIMessage({ content: "", tool_calls: calls }),
          ...calls.map((one) => new ToolMessage({ tool_call_id: one.id, content: `Sunny in ${one.args.city}` })),
        ]),
      ({ text }) => text.length > 0,
    )
  )?.usage_metadata,
);
const Answer = z.object({ answer: z.enum(["yes", "no"]) });
for (const method of ["jsonSchema", "functionCalling"]) {
  const found = await call(
    `withStructuredOutput by ${method}`,
    () => chat().withStructuredOutput(Answer, { name: "answer", method, includeRaw: true }).invoke("Is LoRA small?"),
    ({ parsed }) => ["yes", "no"].includes(parsed.answer),
  );
  note(found?.raw.usage_metadata);
}
for (const way of ["invoke", "stream"]) {
  const responses = chat({ useResponsesApi: true, maxTokens: undefined });
  const answer = await call(
    `responses, ${way}`,
    async () => (way === "invoke" ? responses.invoke(QUESTION) : gathered(await responses.stream(QUESTION))),
    ({ text, response_metadata }) => /LoRA/.test(text) && response_metadata.id.startsWith("resp_"),
  );
  note(answer?.usage_metadata);
}
const embeddings = (fields) =>
  new OpenAIEmbeddings({
    ...{ model: exact, apiKey: key.secret, maxRetries: 0, configuration: { baseURL: `${url}/v1` }, ...fields },
  });
await call(
  "embedDocuments",
  () => embeddings().embedDocuments(["one", "two"]),
  (vectors) => vectors.length === 2 && vectors[0].every(Number.isFinite),
);
await call(
  "embedQuery, as floats",
  () => embeddings({ encodingFormat: "float" }).embedQuery("one"),
  (vector) => vector.every(Number.isFinite),
);

await call(
  "the bill",
  () => usageOf(key),
  ({ requests, inputTokens, outputTokens }) => {
    const sum = (name) => used.reduce((total, usage) => total + usage[name], 0);
    return requests === used.length + 2 && outputTokens === sum("output_tokens") && inputTokens > sum("input_tokens");
  },
);

const left = await apiKey("LangChain leaves");
await call(
  "stream that is left in the middle: billed as far as it was seen",
  async () => {
    const leaving = new AbortController();
    const response_format = { type: "json_schema", json_schema: { name: "endless", schema: ENDLESS } };
    const endless = chat({ apiKey: left.secret, maxTokens: undefined });
    let seen = 0;
    try {
      for await (const { text } of await endless.stream(QUESTION, { signal: leaving.signal, response_format })) {
        if (text) seen += 1;
        if (seen === 5) leaving.abort();
      }
    } catch (error) {
      if (!leaving.signal.aborted) throw error;
    }
    const request = await until("the end of the call", async () => (await requestsOf(left))[0]);
    return { seen, outcome: request.outcome, billed: request.outputTokens };
  },
  ({ seen, outcome, billed }) => outcome === "cancelled" && billed >= seen,
);

const busy = await busyKey("LangChain waits", exact);
const waiting = noting(async (status) => status === 429 && busy.leave());
await call(
  "invoke while its key is busy: 429 is tried again until it is free",
  async () => {
    await chat({ apiKey: busy.key.secret, maxRetries: 6 }, waiting).invoke(QUESTION);
    return waiting.statuses;
  },
  (statuses) => statuses[0] === 429 && statuses.at(-1) === 200,
);

await withProvider(async (model) => {
  const elsewhere = (name) => chat({ model: model(name) });
  const isTwice = ({ tool_calls }) => tool_calls.map(({ args }) => args.city).join() === "Bern,Ulm";
  const twice = elsewhere("two-calls").bindTools([weather]);
  await call("parallel calls", () => twice.invoke("Weather in Bern and Ulm?"), isTwice);
  await call(
    "parallel calls, streamed with mixed pieces, and their results",
    async () => {
      const asked = await gathered(await twice.stream("Weather in Bern and Ulm?"));
      const results = await Promise.all(asked.tool_calls.map((one) => weather.invoke({ ...one, type: "tool_call" })));
      const answer = await twice.invoke([new HumanMessage("Weather?"), asked, ...results]);
      return { tool_calls: asked.tool_calls, text: answer.text };
    },
    (found) => isTwice(found) && found.text === "2 results",
  );
  await refused(
    "a stream that breaks off",
    async () => gathered(await elsewhere("breaks-off").stream(QUESTION)),
    (error) => /provider/i.test(error.message),
  );
});

const none = new ChatOpenAI({ model: exact, apiKey: "none", maxRetries: 2, configuration: { baseURL: `${url}/v1` } });
await refused(
  "an unknown key",
  () => none.invoke(QUESTION),
  ({ status }) => status === 401,
);
await refused(
  "a model that nobody deployed",
  () => chat({ model: "modelyard/nothing", maxRetries: 2 }).invoke(QUESTION),
  ({ status, code }) => status === 404 && code === "model_not_found",
);
await refused(
  "a temperature that is none",
  () => chat({ temperature: 9 }).invoke(QUESTION),
  ({ status, param }) => status === 400 && param === "temperature",
);
const poor = await poorKey("LangChain is poor");
const counted = noting();
await refused(
  "an empty budget, which is not tried again",
  () => chat({ apiKey: poor.secret, maxRetries: 2, maxTokens: undefined }, counted).invoke(QUESTION),
  ({ status, code }) => status === 429 && code === "insufficient_quota" && counted.statuses.length === 1,
);

await api("DELETE", `/deployments/${id}`);
end("LangChain for JavaScript");
