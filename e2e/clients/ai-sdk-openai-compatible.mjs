// Calls a deployed model with the AI SDK as it calls whoever speaks as OpenAI does; finds each call on the bill.
import { billed, callAll } from "./_ai-sdk.mjs";
import { call, end } from "./_calls.mjs";
import { url } from "./_deployed.mjs";
import { load } from "./_packages.mjs";

const { createOpenAICompatible } = await load("@ai-sdk/openai-compatible");
const { embed, embedMany, generateText } = await load("ai");

const connect = (apiKey, fetch) =>
  createOpenAICompatible({
    ...{ name: "modelyard", baseURL: `${url}/v1`, apiKey, includeUsage: true, supportsStructuredOutputs: true },
    ...(fetch && { fetch }),
  });
const { exact, key, provider, used, close } = await callAll("AI SDK, OpenAI", connect);

const one = await call(
  "embed",
  () => embed({ model: provider.embeddingModel(exact), value: "one", maxRetries: 0 }),
  ({ embedding }) => embedding.every(Number.isFinite),
);
const many = await call(
  "embedMany",
  () => embedMany({ model: provider.embeddingModel(exact), values: ["one", "two"], maxRetries: 0 }),
  ({ embeddings }) => embeddings.length === 2,
);
const completed = await call(
  "a completion",
  () => generateText({ model: provider.completionModel(exact), prompt: "LoRA is", maxOutputTokens: 8, maxRetries: 0 }),
  ({ finishReason, usage }) => finishReason === "length" && usage.outputTokens === 8,
);
if (completed) used.push(completed.usage);
const inputTokens = (one?.usage.tokens ?? 0) + (many?.usage.tokens ?? 0);
await billed(key, used, { requests: 2, inputTokens });

await close();
end("AI SDK, OpenAI");
