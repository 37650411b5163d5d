import { readPrompt } from "./chat-request.mjs";
import { requireGeneration } from "./engine-kind.mjs";

/**
 * POST /tokenize: the tokens of a chat's prompt as this model reads it, in vLLM's shape.
 * @param {import("./engine.mjs").Engine} engine @param {import("./exchange.mjs").Exchange} exchange
 */
export async function tokenize(engine, exchange) {
  requireGeneration(engine);
  const { tokens } = readPrompt(engine, exchange.body);
  exchange.sendJson(200, { count: tokens.length, max_model_len: engine.contextSize, tokens: [...tokens] });
}
