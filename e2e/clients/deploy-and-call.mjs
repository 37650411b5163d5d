// From the sample model to the bill: deploy it, call it with the OpenAI client, and find exactly its tokens in the usage.
import assert from "node:assert/strict";
import OpenAI from "openai";
import { api, deploy, MODEL, started, until, url } from "./_deployed.mjs";

const messages = [{ role: "user", content: "What is LoRA?" }];

const id = await deploy();
await started(id);

const { id: key, secret } = await api("POST", "/api-keys", { name: "story" });
const openai = new OpenAI({ apiKey: secret, baseURL: `${url}/v1`, maxRetries: 0 });
const listed = await openai.models.list();
assert.ok(listed.data.some((model) => model.id === MODEL));

const whole = await openai.chat.completions.create({ model: MODEL, messages });
assert.match(whole.choices[0].message.content, /LoRA/);
const stream = await openai.chat.completions.create({
  model: MODEL,
  messages,
  stream: true,
  stream_options: { include_usage: true },
});
let usage;
for await (const chunk of stream) usage = chunk.usage ?? usage;

const expected = {
  requests: 2,
  inputTokens: whole.usage.prompt_tokens + usage.prompt_tokens,
  outputTokens: whole.usage.completion_tokens + usage.completion_tokens,
};
const found = await until("the usage", async () => {
  const { items } = await api("GET", "/usage?groupBy=key&limit=100");
  return items.find((item) => item.key === key && item.requests === expected.requests);
});
assert.deepEqual(
  { requests: found.requests, inputTokens: found.inputTokens, outputTokens: found.outputTokens },
  expected,
);

const { secret: poor } = await api("POST", "/api-keys", {
  name: "poor",
  budget: { limit: "0.000001", period: "month" },
});
const limited = new OpenAI({ apiKey: poor, baseURL: `${url}/v1`, maxRetries: 0 });
const ask = () => limited.chat.completions.create({ model: MODEL, messages });
await assert.rejects(
  async () => {
    await ask();
    await ask();
  },
  (error) => error.status === 429 && error.code === "insufficient_quota",
);
await api("DELETE", `/deployments/${id}`);
process.stdout.write(
  `${MODEL}: ${expected.inputTokens} + ${expected.outputTokens} tokens, ${found.cost} ${found.currency}\n`,
);
