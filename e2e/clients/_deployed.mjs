import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

/** The platform's own API, and the sample model deployed for as long as a client calls it. */
export const { YARD_TEST_URL: url, YARD_ADMIN_TOKEN: token } = process.env;
export const MODEL = "modelyard/guide-2m-gguf";

export async function api(method, path, body) {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
  return answer.status === 204 ? null : answer.json();
}

export async function until(what, look) {
  for (let tries = 0; tries < 180; tries += 1) {
    const found = await look();
    if (found) return found;
    await sleep(1_000);
  }
  throw new Error(`${what} did not happen within three minutes`);
}

/** Asks for a deployment of the sample model; it starts while its id is already known. */
export async function deploy() {
  await until("the installation of llama-cpp", async () => {
    const { items } = await api("GET", "/runtimes");
    return items.find(({ id, installedVersion }) => id === "llama-cpp" && installedVersion !== null);
  });
  const { id } = await api("POST", "/deployments", { model: MODEL });
  return id;
}

export async function started(id) {
  const { status, reason } = await until("the start of the deployment", async () => {
    const deployment = await api("GET", `/deployments/${id}`);
    return ["running", "failed"].includes(deployment.status) ? deployment : null;
  });
  assert.equal(status, "running", JSON.stringify(reason));
}

export const apiKey = (name, limits = {}) => api("POST", "/api-keys", { name, limits });

/** What is asked right after an answer already holds it. */
export async function usageOf(key) {
  const { items } = await api("GET", "/usage?groupBy=key&limit=100");
  return items.find((item) => item.key === key.id);
}

/** The calls of a key, the last one first. */
export async function requestsOf(key) {
  const { items } = await api("GET", `/requests?keyId=${key.id}&limit=100`);
  return items;
}
