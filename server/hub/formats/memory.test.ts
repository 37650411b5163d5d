import { expect, test } from "vitest";
import { memoryNeeded } from "./memory";

const GIB = 1024 ** 3;

test("an 8B model of 32 layers, 8 key heads of 128, needs 1 GiB of cache for 8k tokens", () => {
  const kvBytesPerToken = 2 * 32 * 8 * 128 * 2;
  expect(memoryNeeded({ weightsBytes: 8 * GIB, kvBytesPerToken, contextLength: 8192, sequences: 2 })).toEqual({
    weights: 8 * GIB,
    cache: 2 * GIB,
    compute: Math.round(0.8 * GIB),
    total: 10 * GIB + Math.round(0.8 * GIB),
  });
});

test.each([
  [0, 0.3 * GIB],
  [100 * GIB, GIB],
])("weights of %d bytes need %d bytes to compute with", (weightsBytes, compute) => {
  const demand = { weightsBytes, kvBytesPerToken: 0, contextLength: 0, sequences: 1 };
  expect(memoryNeeded(demand).compute).toBe(Math.round(compute));
});
