import { finishReasonOf } from "./usage.mjs";

/**
 * @typedef {object} ChatListener hears of each batch of tokens as it is sampled
 * @property {(delta: { content?: string, reasoning_content?: string }) => void} onDelta an empty delta means: tokens were sampled, nothing to show
 * @property {(fragment: { index: number, name: string, text: string }) => void} onCall
 *
 * @typedef {object} ChatResult
 * @property {string} text @property {string} reasoning @property {number} reasoningTokens
 * @property {{ name: string, arguments: string }[]} calls @property {string} finishReason
 * @property {string | null} stopText the stop text that was met
 */

/**
 * Generates one answer in a sequence. Rejects with the signal's reason when it is aborted.
 * @param {import("./engine.mjs").GenerationSlot} slot @param {Awaited<ReturnType<typeof import("./chat-request.mjs").readChatRequest>>} request
 * @param {{ signal: AbortSignal, listener: ChatListener }} options
 * @returns {Promise<ChatResult>}
 */
export async function generateChat(slot, request, { signal, listener }) {
  const seen = { text: "", reasoning: "", reasoningTokens: 0 };
  const { response, functionCalls, metadata } = await slot.chat.generateResponse(request.history, {
    ...request.sampling,
    maxTokens: request.maxTokens,
    signal,
    ...(request.functions
      ? {
          functions: request.functions,
          documentFunctionParams: true,
          maxParallelFunctionCalls: request.parallelCalls ? undefined : 1,
          onFunctionCallParamsChunk: ({ callIndex, functionName, paramsChunk }) =>
            listener.onCall({ index: callIndex, name: functionName, text: paramsChunk }),
        }
      : { grammar: request.grammar }),
    onResponseChunk: (chunk) => listener.onDelta(noteChunk(seen, chunk, request.forced)),
  });
  signal.throwIfAborted();
  const ending = { finishReason: finishReasonOf(metadata.stopReason), stopText: stopTextOf(metadata) };
  if (request.forced) return forcedResult(seen, response, ending);
  const calls = (functionCalls ?? []).map(({ functionName, params }) => ({
    name: functionName,
    arguments: JSON.stringify(params ?? {}),
  }));
  return { ...seen, calls, ...ending };
}

function stopTextOf({ stopReason, customStopTrigger }) {
  const text = stopReason === "customStopTrigger" ? customStopTrigger : undefined;
  return Array.isArray(text) && text.every((part) => typeof part === "string") ? text.join("") : null;
}

function noteChunk(seen, chunk, forced) {
  if (chunk.type === "segment") {
    seen.reasoning += chunk.text;
    seen.reasoningTokens += chunk.tokens.length;
    return chunk.text ? { reasoning_content: chunk.text } : {};
  }
  seen.text += chunk.text;
  return chunk.text && !forced ? { content: chunk.text } : {};
}

/** A forced call was generated as JSON text; if the tokens ran out in the middle of it, the text is all there is. */
function forcedResult(seen, response, ending) {
  const call = parsedCall(response);
  if (!call) return { ...seen, text: response, calls: [], ...ending };
  return {
    ...seen,
    text: "",
    calls: [{ name: call.name, arguments: JSON.stringify(call.arguments ?? {}) }],
    finishReason: "tool_calls",
    stopText: null,
  };
}

function parsedCall(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
