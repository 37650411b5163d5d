// Calls a deployed model with the AI SDK as it calls Anthropic; finds each call on the bill.
import { billed, callAll } from "./_ai-sdk.mjs";
import { end } from "./_calls.mjs";
import { url } from "./_deployed.mjs";
import { load } from "./_packages.mjs";

const { createAnthropic } = await load("@ai-sdk/anthropic");

const connect = (apiKey, fetch) => createAnthropic({ baseURL: `${url}/v1`, apiKey, ...(fetch && { fetch }) });
const { key, used, close } = await callAll("AI SDK, Anthropic", connect, { isEndless: false });
await billed(key, used);

await close();
end("AI SDK, Anthropic");
