import { api, apiKey, url } from "./_deployed.mjs";

/** An answer that goes on until its tokens run out. */
export const ENDLESS = {
  type: "object",
  properties: { a: { $ref: "#/$defs/object" } },
  additionalProperties: false,
  $defs: { object: { type: "object", properties: { a: { $ref: "#/$defs/object" } }, additionalProperties: false } },
};

/** `fetch` that notes each answer's status, and tells of it before its client reads it. */
export function noting(onStatus = async () => {}) {
  const statuses = [];
  const noted = async (...args) => {
    const answer = await fetch(...args);
    statuses.push(answer.status);
    await onStatus(answer.status);
    return answer;
  };
  return { statuses, fetch: noted };
}

/** A key that may make one call at once, and makes it until `leave`. */
export async function busyKey(name, model) {
  const key = await apiKey(name, { parallelCalls: 1 });
  const leaving = new AbortController();
  const answer = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key.secret}`, "content-type": "application/json" },
    body: JSON.stringify({
      ...{ model, stream: true, temperature: 0, messages: [{ role: "user", content: "What is LoRA?" }] },
      response_format: { type: "json_schema", json_schema: { name: "endless", schema: ENDLESS } },
    }),
    signal: leaving.signal,
  });
  const reader = answer.body.getReader();
  await reader.read();
  return { key, leave: () => leaving.abort() };
}

/** A key whose budget is too small for any call. */
export const poorKey = (name) => api("POST", "/api-keys", { name, budget: { limit: "0.0000001", period: "month" } });
