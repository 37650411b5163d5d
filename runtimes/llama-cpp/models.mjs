import { ApiError } from "./errors.mjs";

/** GET /v1/models @param {import("./engine.mjs").Engine} engine @param {import("./exchange.mjs").Exchange} exchange */
export async function listModels(engine, exchange) {
  exchange.sendJson(200, { object: "list", data: [modelOf(engine)] });
}

/** GET /v1/models/{model} @param {import("./engine.mjs").Engine} engine @param {import("./exchange.mjs").Exchange} exchange */
export async function getModel(engine, exchange) {
  if (exchange.modelName !== engine.alias)
    throw new ApiError(404, "There is no such model here.", { code: "model_not_found" });
  exchange.sendJson(200, modelOf(engine));
}

function modelOf(engine) {
  return {
    id: engine.alias,
    object: "model",
    created: engine.createdAt,
    owned_by: "modelyard",
    context_length: engine.contextSize,
    architecture: { input_modalities: ["text"], output_modalities: engine.slots ? ["text"] : ["embeddings"] },
  };
}
