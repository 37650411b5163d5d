/**
 * Counts what one generation costs, from the sequence's own meter: every sampled token counts, whether its text was sent or held back.
 * @param {import("node-llama-cpp").LlamaContextSequence} sequence @param {number} promptTokens length of the rendered prompt
 */
export function startMeter(sequence, promptTokens) {
  const before = sequence.tokenMeter.getState();
  return {
    promptTokens,
    get completionTokens() {
      return sequence.tokenMeter.diff(before).usedOutputTokens;
    },
    /** Prompt tokens that were still in the sequence from an earlier request; the last one is always evaluated again. */
    get cachedTokens() {
      const evaluated = Math.max(1, sequence.tokenMeter.diff(before).usedInputTokens);
      return Math.max(0, promptTokens - evaluated);
    },
  };
}

/** @param {{ promptTokens: number, completionTokens: number, cachedTokens?: number, reasoningTokens?: number }} counts */
export function usageOf({ promptTokens, completionTokens, cachedTokens = 0, reasoningTokens = 0 }) {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens },
    completion_tokens_details: { reasoning_tokens: reasoningTokens },
  };
}

const FINISH = { maxTokens: "length", functionCalls: "tool_calls" };

/** llama's reason as OpenAI's `finish_reason`. @param {string} stopReason */
export function finishReasonOf(stopReason) {
  return FINISH[stopReason] ?? "stop";
}
