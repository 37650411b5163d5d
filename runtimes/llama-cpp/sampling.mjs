import { invalid, unsupported } from "./errors.mjs";
import { readNumber } from "./fields.mjs";

const MAX_STOPS = 16;
/** llama.cpp's own defaults; a model file may carry better ones under `general.sampling.*`. */
const DEFAULTS = { temperature: 0.8, topK: 40, topP: 0.95, minP: 0.05 };

/**
 * The sampling options a model file recommends, over llama.cpp's defaults.
 * @param {Readonly<Record<string, unknown>>} general the `general` metadata of the file
 */
export function samplingDefaultsOf(general) {
  const advice = /** @type {Record<string, unknown>} */ (general?.sampling ?? {});
  const pick = (name, fallback) =>
    typeof advice[name] === "number" && Number.isFinite(advice[name]) ? advice[name] : fallback;
  return {
    temperature: pick("temp", DEFAULTS.temperature),
    topK: pick("top_k", DEFAULTS.topK),
    topP: pick("top_p", DEFAULTS.topP),
    minP: pick("min_p", DEFAULTS.minP),
  };
}

/**
 * OpenAI's sampling fields (and llama.cpp's top_k, min_p) as options of a generation.
 * @param {Record<string, unknown>} body @param {ReturnType<typeof samplingDefaultsOf>} defaults
 */
export function readSampling(body, defaults) {
  const presence = readNumber(body, "presence_penalty", { min: -2, max: 2 }) ?? 0;
  const frequency = readNumber(body, "frequency_penalty", { min: -2, max: 2 }) ?? 0;
  const penalised = presence !== 0 || frequency !== 0;
  return {
    temperature: readNumber(body, "temperature", { min: 0, max: 2 }) ?? defaults.temperature,
    topP: readNumber(body, "top_p", { min: 0, max: 1 }) ?? defaults.topP,
    topK: readNumber(body, "top_k", { min: 0, max: 1_000_000, whole: true }) ?? defaults.topK,
    minP: readNumber(body, "min_p", { min: 0, max: 1 }) ?? defaults.minP,
    seed: seedOf(body),
    repeatPenalty: penalised
      ? /** @type {const} */ ({
          penalty: 1,
          lastTokens: 4096,
          penalizeNewLine: true,
          presencePenalty: presence,
          frequencyPenalty: frequency,
        })
      : /** @type {const} */ (false),
    customStopTriggers: readStops(body),
  };
}

/** Without a seed two calls with the same prompt must differ. */
function seedOf(body) {
  const seed = readNumber(body, "seed", { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, whole: true });
  return seed === undefined ? crypto.getRandomValues(new Uint32Array(1))[0] : Math.abs(seed) % 0xffff_ffff;
}

/**
 * How many tokens may be generated: what was asked for, never more than the context has left.
 * @param {Record<string, unknown>} body @param {{ room: number, fallback?: number }} limits
 */
export function readMaxTokens(body, { room, fallback = room }) {
  const range = { min: 1, max: 10_000_000, whole: true };
  const asked = readNumber(body, "max_completion_tokens", range) ?? readNumber(body, "max_tokens", range) ?? fallback;
  return Math.min(asked, room);
}

/** Fields that would change the answer's meaning are refused instead of dropped. @param {Record<string, unknown>} body */
export function refuseUnsupported(body) {
  if ((readNumber(body, "n", { min: 1, max: 128, whole: true }) ?? 1) !== 1)
    throw unsupported("n", "n must be 1: this runtime gives one answer per request");
  for (const name of ["logprobs", "top_logprobs"]) {
    if (body[name]) throw unsupported(name, `${name} is not available from this runtime`);
  }
  const bias = body.logit_bias;
  if (bias && Object.keys(bias).length > 0)
    throw unsupported("logit_bias", "logit_bias is not available from this runtime");
}

function readStops(body) {
  const value = body.stop;
  if (value === undefined || value === null) return undefined;
  const stops = Array.isArray(value) ? value : [value];
  if (stops.length > MAX_STOPS || !stops.every((stop) => typeof stop === "string"))
    throw invalid("stop", `stop must be a string or a list of at most ${MAX_STOPS} strings`);
  const told = stops.filter((stop) => stop.length > 0);
  return told.length > 0 ? told : undefined;
}
