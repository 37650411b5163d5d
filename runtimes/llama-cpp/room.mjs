import { contextExceeded } from "./errors.mjs";

/** The library begins to drop history when fewer than this many tokens are free; a prompt that comes so far is refused instead. */
const MIN_FREE_TOKENS = 2;

/** How many tokens an answer may have; a prompt that leaves none is refused. @param {import("./engine.mjs").Engine} engine @param {number} promptTokens @param {string} param */
export function roomFor(engine, promptTokens, param) {
  const room = engine.contextSize - promptTokens - MIN_FREE_TOKENS;
  if (room < 1) throw contextExceeded(param, promptTokens, engine.contextSize);
  return room;
}
