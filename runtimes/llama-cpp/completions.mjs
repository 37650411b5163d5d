import { randomUUID } from "node:crypto";
import { requireGeneration } from "./engine-kind.mjs";
import { invalid, unsupported } from "./errors.mjs";
import { roomFor } from "./room.mjs";
import { readMaxTokens, readSampling, refuseUnsupported } from "./sampling.mjs";
import { readStreaming } from "./streaming.mjs";
import { isTokenList } from "./tokens.mjs";
import { finishReasonOf, startMeter, usageOf } from "./usage.mjs";

const MAX_PROMPTS = 64;
const DEFAULT_MAX_TOKENS = 16;

/**
 * POST /v1/completions. Several prompts are answered one after the other, each as a choice of its own.
 * @param {import("./engine.mjs").Engine} engine @param {import("./exchange.mjs").Exchange} exchange
 */
export async function createCompletion(engine, exchange) {
  const slots = requireGeneration(engine);
  const { body, signal } = exchange;
  const request = readRequest(engine, body);
  const totals = {
    promptTokens: request.prompts.reduce((sum, { count }) => sum + count, 0),
    completionTokens: 0,
    cachedTokens: 0,
  };
  exchange.count(totals);
  const head = {
    id: `cmpl-${randomUUID().replaceAll("-", "")}`,
    object: "text_completion",
    created: Math.floor(Date.now() / 1000),
    model: engine.alias,
  };
  const score = ({ sequence }) => sequence.compareContextTokens(request.prompts[0].tokens).firstDifferentIndex;
  await slots.use({ signal, score }, async (slot) => {
    const answer = request.stream
      ? streamedAnswer({ request, totals, head }, exchange)
      : wholeAnswer({ totals, head }, exchange);
    for (const [index, prompt] of request.prompts.entries()) {
      const meter = startMeter(slot.sequence, prompt.count);
      const before = totals.completionTokens;
      const note = () => {
        totals.completionTokens = before + meter.completionTokens;
      };
      const finish = await generate({
        slot,
        prompt,
        request,
        signal,
        note,
        onText: (text) => answer.text(index, text),
      });
      totals.cachedTokens += meter.cachedTokens;
      answer.end(index, finish);
    }
    answer.done();
  });
}

async function generate({ slot, prompt, request, signal, note, onText }) {
  try {
    const { metadata } = await slot.completion.generateCompletionWithMeta(prompt.tokens, {
      ...request.sampling,
      maxTokens: prompt.maxTokens,
      signal,
      disableContextShift: true,
      contextShiftSize: 1,
      onTextChunk(text) {
        note();
        onText(text);
      },
    });
    signal.throwIfAborted();
    return finishReasonOf(metadata.stopReason);
  } finally {
    note();
  }
}

function wholeAnswer({ totals, head }, exchange) {
  const choices = [];
  let written = "";
  return {
    text(_index, text) {
      written += text;
    },
    end(index, finish_reason) {
      choices.push({ index, text: written, logprobs: null, finish_reason });
      written = "";
    },
    done() {
      exchange.sendJson(200, { ...head, choices, usage: usageOf(totals) });
    },
  };
}

function streamedAnswer({ request, totals, head }, exchange) {
  const stream = exchange.openStream();
  const yard = () => ({ promptTokens: totals.promptTokens, completionTokens: totals.completionTokens });
  const send = (index, text, finish_reason = null) =>
    stream.send({
      ...head,
      choices: [{ index, text, logprobs: null, finish_reason }],
      ...(request.includeUsage ? { usage: null } : {}),
      yard: yard(),
    });
  return {
    text: send,
    end: (index, finish) => send(index, "", finish),
    done() {
      if (request.includeUsage) stream.send({ ...head, choices: [], usage: usageOf(totals), yard: yard() });
      stream.done();
    },
  };
}

function readRequest(engine, body) {
  refuseUnsupported(body);
  if (body.echo) throw unsupported("echo", "echo is not available from this runtime");
  if (body.suffix) throw unsupported("suffix", "suffix is not available from this runtime");
  if ((body.best_of ?? 1) !== 1) throw unsupported("best_of", "best_of must be 1");
  return { prompts: readPrompts(engine, body), sampling: readSampling(body, engine.sampling), ...readStreaming(body) };
}

function readPrompts(engine, body) {
  const { prompt } = body;
  const list = Array.isArray(prompt) && typeof prompt[0] !== "number" ? prompt : [prompt];
  if (list.length === 0 || list.length > MAX_PROMPTS)
    throw invalid("prompt", `prompt must hold 1 to ${MAX_PROMPTS} prompts`);
  return list.map((one) => readPrompt(engine, body, one));
}

function readPrompt(engine, body, prompt) {
  const { model } = engine;
  const tokens = typeof prompt === "string" ? model.tokenize(prompt, true) : prompt;
  if (!isTokenList(tokens, engine.vocabularySize))
    throw invalid("prompt", "prompt must be text, a list of texts, tokens or a list of token lists, and not empty");
  const begins = model.tokens.shouldPrependBosToken ? model.tokens.bos : null;
  const own = begins !== null && tokens[0] === begins ? tokens.slice(1) : tokens;
  const count = own.length + (begins === null ? 0 : 1);
  if (own.length === 0) throw invalid("prompt", "prompt is empty");
  const room = roomFor(engine, count, "prompt");
  return { tokens: own, count, maxTokens: readMaxTokens(body, { room, fallback: DEFAULT_MAX_TOKENS }) };
}
