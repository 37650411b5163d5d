import { randomUUID } from "node:crypto";
import { generateChat } from "./chat-generation.mjs";
import { readChatRequest } from "./chat-request.mjs";
import { requireGeneration } from "./engine-kind.mjs";
import { startMeter, usageOf } from "./usage.mjs";

/**
 * POST /v1/chat/completions. Answers as JSON, or as server-sent events when `stream` is true.
 * @param {import("./engine.mjs").Engine} engine @param {import("./exchange.mjs").Exchange} exchange
 */
export async function createChatCompletion(engine, exchange) {
  const slots = requireGeneration(engine);
  const request = await readChatRequest(engine, exchange.body);
  exchange.count({ promptTokens: request.tokens.length, completionTokens: 0 });
  const score = ({ sequence }) => sequence.compareContextTokens(request.tokens).firstDifferentIndex;
  await slots.use({ signal: exchange.signal, score }, async (slot) => {
    const meter = startMeter(slot.sequence, request.tokens.length);
    const head = {
      id: `chatcmpl-${randomUUID().replaceAll("-", "")}`,
      created: Math.floor(Date.now() / 1000),
      model: engine.alias,
    };
    exchange.count(meter);
    if (request.stream) await streamAnswer({ slot, request, meter, head }, exchange);
    else await sendAnswer({ slot, request, meter, head }, exchange);
  });
}

async function sendAnswer({ slot, request, meter, head }, exchange) {
  const listener = { onDelta: () => undefined, onCall: () => undefined };
  const result = await generateChat(slot, request, { signal: exchange.signal, listener });
  exchange.sendJson(200, {
    id: head.id,
    object: "chat.completion",
    created: head.created,
    model: head.model,
    choices: [{ index: 0, message: messageOf(result), logprobs: null, ...endOf(result) }],
    usage: usageOf({ ...countsOf(meter), reasoningTokens: result.reasoningTokens }),
  });
}

/** Which stop text was met is told as vLLM does, beside OpenAI's word. */
function endOf({ finishReason, stopText }) {
  return { finish_reason: finishReason, ...(stopText !== null && { stop_reason: stopText }) };
}

function messageOf({ text, reasoning, calls }) {
  const message = { role: "assistant", content: text || calls.length === 0 ? text : null, refusal: null };
  if (reasoning) message.reasoning_content = reasoning;
  if (calls.length > 0) message.tool_calls = calls.map((call) => ({ id: callId(), type: "function", function: call }));
  return message;
}

async function streamAnswer({ slot, request, meter, head }, exchange) {
  const stream = exchange.openStream();
  const send = (delta, end = { finish_reason: null }) =>
    stream.send({
      id: head.id,
      object: "chat.completion.chunk",
      created: head.created,
      model: head.model,
      choices: [{ index: 0, delta, logprobs: null, ...end }],
      ...(request.includeUsage ? { usage: null } : {}),
      yard: yardOf(meter),
    });
  const calls = callStream(send);
  send({ role: "assistant", content: "" });
  const result = await generateChat(slot, request, {
    signal: exchange.signal,
    listener: { onDelta: (delta) => send(delta), onCall: calls.add },
  });
  if (request.forced && result.text) send({ content: result.text });
  calls.finish(result.calls);
  send({}, endOf(result));
  if (request.includeUsage) {
    const usage = usageOf({ ...countsOf(meter), reasoningTokens: result.reasoningTokens });
    stream.send({
      id: head.id,
      object: "chat.completion.chunk",
      created: head.created,
      model: head.model,
      choices: [],
      usage,
      yard: yardOf(meter),
    });
  }
  stream.done();
}

/** Function calls as OpenAI streams them: the first fragment has id and name, the following ones only text of the arguments. */
function callStream(send) {
  const sent = new Map();
  const add = ({ index, name, text }) => {
    const begun = sent.get(index);
    sent.set(index, (begun ?? "") + text);
    if (begun !== undefined) return send({ tool_calls: [{ index, function: { arguments: text } }] });
    return send({ tool_calls: [{ index, id: callId(), type: "function", function: { name, arguments: text } }] });
  };
  const finish = (calls) => {
    for (const [index, call] of calls.entries()) {
      if (!sent.get(index)) add({ index, name: call.name, text: call.arguments });
    }
  };
  return { add, finish };
}

function callId() {
  return `call_${randomUUID().replaceAll("-", "").slice(0, 24)}`;
}

/** A meter's getters do not survive a spread. */
function countsOf({ promptTokens, completionTokens, cachedTokens }) {
  return { promptTokens, completionTokens, cachedTokens };
}

/** What a proxy bills when the stream ends early. */
function yardOf({ promptTokens, completionTokens }) {
  return { promptTokens, completionTokens };
}
