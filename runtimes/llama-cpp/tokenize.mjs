import { readPrompt } from "./chat-request.mjs";
import { requireGeneration } from "./engine-kind.mjs";

/**
 * POST /tokenize: how many tokens a chat's prompt has as this model reads it, in vLLM's shape without the tokens.
 * @param {import("./engine.mjs").Engine} engine @param {import("./exchange.mjs").Exchange} exchange
 */
export async function tokenize(engine, exchange) {
  requireGeneration(engine);
  const { tokens } = readPrompt(engine, exchange.body);
  exchange.sendJson(200, { count: tokens.length, max_model_len: engine.contextSize });
}
