import type { CacheGeometry } from "@/server/hub/contract/weights";
import { computeBuffers } from "@/server/hub/formats/memory";
import { cacheBytes } from "./cache";

const GIB = 1024 ** 3;

/** What a server is to hold, and how many cards share it. */
export interface ServingDemand {
  readonly weightsBytes: number;
  /** `null` when the model keeps nothing of the tokens, or does not say. */
  readonly cache: CacheGeometry | null;
  readonly kvHeads: number | null;
  readonly hiddenSize: number | null;
  readonly vocabularySize: number | null;
  /** Tokens of one sequence, and sequences at once. */
  readonly contextLength: number;
  readonly sequences: number;
  readonly devices: number;
}

/** Bytes on one card, or in the memory of one machine. */
export interface ServingMemory {
  readonly weights: number;
  readonly cache: number;
  readonly activations: number;
  /** Of the engine itself, whatever it serves. */
  readonly fixed: number;
  readonly total: number;
}

/** Tokens that one step works on at most. */
const STEP_TOKENS = 8_192;
const ENTRY_BYTES = 2;

/**
 * Memory of one of the cards that share a model by tensor parallelism (vLLM and its like). Weights and activations are
 * shared by all; the cache by as many cards as there are key heads, and by none with latent attention.
 */
export function cardMemory(demand: ServingDemand): ServingMemory {
  const { weightsBytes, cache, kvHeads, devices, contextLength, sequences } = demand;
  const sharers = cache?.isDivisible === false ? 1 : Math.min(devices, kvHeads ?? devices);
  const kept = cache ? cacheBytes(cache, { contextLength, sequences, entryBytes: ENTRY_BYTES }) : 0;
  const step = Math.min(STEP_TOKENS, contextLength * sequences) * (demand.hiddenSize ?? 0) * ENTRY_BYTES * 6;
  const logits = sequences * (demand.vocabularySize ?? 0) * 4;
  return summed({
    weights: weightsBytes / devices,
    cache: kept / sharers,
    activations: (step + logits) / devices,
    fixed: (devices > 1 ? 2.3 : 1.8) * GIB,
  });
}

/** Memory of a server on the processor (llama.cpp). */
export function hostMemory({ weightsBytes, cache, contextLength, sequences }: ServingDemand): ServingMemory {
  const kept = cache ? cacheBytes(cache, { contextLength, sequences, entryBytes: ENTRY_BYTES }) : 0;
  return summed({ weights: weightsBytes, cache: kept, activations: computeBuffers(weightsBytes), fixed: 0 });
}

function summed(parts: Omit<ServingMemory, "total">): ServingMemory {
  const weights = Math.ceil(parts.weights);
  const cache = Math.ceil(parts.cache);
  const activations = Math.ceil(parts.activations);
  const fixed = Math.ceil(parts.fixed);
  return { weights, cache, activations, fixed, total: weights + cache + activations + fixed };
}
