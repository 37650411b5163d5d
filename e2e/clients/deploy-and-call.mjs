// From the sample model to the bill: deploy it, call it with the OpenAI client, and find exactly its tokens in the usage.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import OpenAI from "openai";

const { YARD_TEST_URL: url, YARD_ADMIN_TOKEN: token } = process.env;
const MODEL = "modelyard/guide-2m-gguf";
const messages = [{ role: "user", content: "What is LoRA?" }];

async function call(method, path, body) {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
  return answer.status === 204 ? null : answer.json();
}

async function until(what, look) {
  for (let tries = 0; tries < 180; tries += 1) {
    const found = await look();
    if (found) return found;
    await sleep(1_000);
  }
  throw new Error(`${what} did not happen within three minutes`);
}

await until("the installation of llama-cpp", async () => {
  const { items } = await call("GET", "/runtimes");
  return items.find(({ id, installedVersion }) => id === "llama-cpp" && installedVersion !== null);
});
const { id } = await call("POST", "/deployments", { model: MODEL });
const { status, reason } = await until("the start of the deployment", async () => {
  const deployment = await call("GET", `/deployments/${id}`);
  return ["running", "failed"].includes(deployment.status) ? deployment : null;
});
assert.equal(status, "running", JSON.stringify(reason));

const { id: key, secret } = await call("POST", "/api-keys", { name: "story" });
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
  const { items } = await call("GET", "/usage?groupBy=key");
  return items.find((item) => item.key === key && item.requests === expected.requests);
});
assert.deepEqual(
  { requests: found.requests, inputTokens: found.inputTokens, outputTokens: found.outputTokens },
  expected,
);

const { secret: poor } = await call("POST", "/api-keys", {
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
await call("DELETE", `/deployments/${id}`);
process.stdout.write(
  `${MODEL}: ${expected.inputTokens} + ${expected.outputTokens} tokens, ${found.cost} ${found.currency}\n`,
);
