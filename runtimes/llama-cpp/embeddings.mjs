import { contextExceeded, invalid, unsupported } from "./errors.mjs";
import { readNumber } from "./fields.mjs";
import { isTokenList } from "./tokens.mjs";

const MAX_INPUTS = 2048;

/**
 * POST /v1/embeddings: unit vectors, as numbers or as base64 of little-endian float32.
 * @param {import("./engine.mjs").Engine} engine @param {import("./exchange.mjs").Exchange} exchange
 */
export async function createEmbeddings(engine, exchange) {
  const { body, signal } = exchange;
  const format = body.encoding_format ?? "float";
  if (format !== "float" && format !== "base64")
    throw invalid("encoding_format", "encoding_format must be float or base64");
  const size = engine.model.embeddingVectorSize;
  const dimensions = readNumber(body, "dimensions", { min: 1, max: 1_000_000, whole: true });
  if (dimensions !== undefined && dimensions !== size)
    throw unsupported("dimensions", `This model's vectors have ${size} dimensions`);
  const inputs = readInputs(engine, body.input);
  await engine.withEmbeddings(async (context) => {
    const lengths = inputs.map((input) => context.calculateInputLength(input));
    const tooLong = lengths.find((length) => length >= engine.contextSize);
    if (tooLong) throw contextExceeded("input", tooLong, engine.contextSize);
    const promptTokens = lengths.reduce((sum, length) => sum + length, 0);
    const data = [];
    for (const [index, input] of inputs.entries()) {
      signal.throwIfAborted();
      const { vector } = await context.getEmbeddingFor(input);
      data.push({ object: "embedding", index, embedding: encode(unit(vector), format) });
      exchange.count({
        promptTokens: lengths.slice(0, index + 1).reduce((sum, length) => sum + length, 0),
        completionTokens: 0,
      });
    }
    exchange.sendJson(200, {
      object: "list",
      data,
      model: engine.alias,
      usage: { prompt_tokens: promptTokens, total_tokens: promptTokens },
    });
  }, signal);
}

function readInputs({ model, vocabularySize }, input) {
  const list = Array.isArray(input) && typeof input[0] !== "number" ? input : [input];
  if (list.length === 0 || list.length > MAX_INPUTS)
    throw invalid("input", `input must hold 1 to ${MAX_INPUTS} entries`);
  return list.map((one, index) => {
    const tokens = typeof one === "string" ? model.tokenize(one) : one;
    if (isTokenList(tokens, vocabularySize)) return tokens;
    throw invalid("input", `input ${index} must be text or a list of tokens, and not empty`);
  });
}

function unit(vector) {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}

function encode(vector, format) {
  if (format === "float") return vector;
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString("base64");
}
