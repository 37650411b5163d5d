import { ApiError } from "./errors.mjs";

/** The sequences for text, or a 400: encoders such as BERT only make embeddings. @param {import("./engine.mjs").Engine} engine */
export function requireGeneration(engine) {
  if (engine.slots) return engine.slots;
  throw new ApiError(400, `${engine.alias} makes embeddings only; it cannot generate text.`, {
    code: "model_not_supported",
  });
}
