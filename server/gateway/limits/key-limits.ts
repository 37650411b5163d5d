import type { Endpoint, KeyLimits } from "../contract";
import type { KeyRow } from "../store/keys";
import { endpointNotAllowed, modelNotAllowed } from "./refused";

/** What a key may do, beside what it may spend. */
export const limitsOf = ({
  models,
  endpoints,
  networks,
  requestsPerMinute,
  tokensPerMinute,
  parallelCalls,
}: KeyRow): KeyLimits => ({ models, endpoints, networks, requestsPerMinute, tokensPerMinute, parallelCalls });

/** Whether a key may call a model by its public id, in whatever case it is written; `id@deployment` is `id`. */
export function mayCallModel(limits: KeyLimits | undefined, wanted: string): boolean {
  const models = limits?.models ?? null;
  const [id = ""] = wanted.split("@", 1);
  return models === null || models.some((model) => model.toLowerCase() === id.toLowerCase());
}

interface Asked {
  readonly model: string;
  readonly endpoint: Endpoint;
}

/** Throws `forbidden` (`endpoint_not_allowed`) for what a key is not made for. */
export function assertMayUse(limits: KeyLimits | undefined, endpoint: Endpoint): void {
  if (limits?.endpoints && !limits.endpoints.includes(endpoint)) throw endpointNotAllowed(endpoint);
}

/**
 * Throws `forbidden` (`endpoint_not_allowed`, `model_not_allowed`) for what a key is not made for. It is asked before
 * anybody looks for the model: what is not on the list is told in the same words, whether there is such a model or not.
 */
export function assertMayCall(limits: KeyLimits | undefined, { model, endpoint }: Asked): void {
  assertMayUse(limits, endpoint);
  if (!mayCallModel(limits, model)) throw modelNotAllowed(model);
}
