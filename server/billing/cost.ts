import { METER_FACTS } from "./meters";

/** Nano-units for a million tokens. */
export interface TokenRates {
  readonly input: bigint;
  /** Of input that was in a cache; that of other input when absent. */
  readonly cachedInput?: bigint | undefined;
  readonly output: bigint;
}

export interface Tokens {
  /** With those that were in a cache. */
  readonly inputTokens: number;
  readonly cachedInputTokens?: number | undefined;
  readonly outputTokens: number;
}

/**
 * Cost of one call in nano-units. Input and output are added first and rounded half up once, so a call never costs
 * more than half a nano-unit beside its exact price.
 */
export function costOfTokens(tokens: Tokens, { input, cachedInput = input, output }: TokenRates): bigint {
  const { inputTokens, cachedInputTokens = 0, outputTokens } = tokens;
  const cached = Math.min(cachedInputTokens, inputTokens);
  const exact = BigInt(inputTokens - cached) * input + BigInt(cached) * cachedInput + BigInt(outputTokens) * output;
  return roundHalfUp(exact, METER_FACTS["llm.input"].quantity);
}

interface Run {
  readonly replicas: number;
  /** Nano-units for a replica-hour. */
  readonly amount: bigint;
}

/** Cost of the first `minutes` of a run, in nano-units; a later range costs the difference, so no rounding adds up. */
export const costOfMinutes = (minutes: number, { replicas, amount }: Run): bigint =>
  roundHalfUp(BigInt(minutes) * BigInt(replicas) * amount, METER_FACTS["compute.time"].quantity);

function roundHalfUp(exact: bigint, divisor: bigint): bigint {
  return (exact + divisor / 2n) / divisor;
}
