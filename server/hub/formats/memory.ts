const GIB = 1024 ** 3;

export interface MemoryDemand {
  /** Bytes of the weights, all files together. */
  readonly weightsBytes: number;
  /** Bytes of the cache for one token, in all layers. */
  readonly kvBytesPerToken: number;
  /** Tokens that one sequence may have. */
  readonly contextLength: number;
  /** Sequences at the same time. */
  readonly sequences: number;
}

/** In bytes. */
export interface MemoryBreakdown {
  readonly weights: number;
  readonly cache: number;
  readonly compute: number;
  readonly total: number;
}

/**
 * Memory that llama.cpp needs for a GGUF model: weights + cache per token · context · sequences + compute buffers, which
 * are a tenth of the weights within 0.3 and 1 GiB.
 */
export function memoryNeeded({
  weightsBytes,
  kvBytesPerToken,
  contextLength,
  sequences,
}: MemoryDemand): MemoryBreakdown {
  const cache = kvBytesPerToken * contextLength * sequences;
  const compute = computeBuffers(weightsBytes);
  return { weights: weightsBytes, cache, compute, total: weightsBytes + cache + compute };
}

/** What llama.cpp computes with, in bytes. */
export const computeBuffers = (weightsBytes: number): number =>
  Math.round(Math.min(Math.max(weightsBytes / 10, 0.3 * GIB), GIB));
