import { expect, test } from "vitest";
import type { HardwareClass } from "@/server/compute";
import { fitOf, quantisedVariants } from "./fit";
import { cardMemory } from "./serving-memory";

const GIB = 1024 ** 3;
/** Llama 3.1 8B: 128 KiB of cache for a token. */
const load = {
  cache: { entriesPerLayer: 2048, fullLayers: 32, windowLayers: 0, window: 0, stateEntries: 0, isDivisible: true },
  ...{ kvHeads: 8, hiddenSize: 4096, vocabularySize: 128_256, contextLength: 8_192, sequences: 1 },
};
const stored = { name: "BF16", bytes: 8_030_261_248 * 2, isEstimated: false };
const variants = quantisedVariants(stored, 8_030_261_248);
const card = (memoryGiB: number, devices = 1): HardwareClass => ({
  ...{ id: "card", title: "Card", kind: "gpu", devices },
  memoryBytes: memoryGiB * GIB,
});

test("an 8B model with 8k tokens: a GiB of cache beside its weights", () => {
  const memory = cardMemory({ ...load, weightsBytes: stored.bytes, devices: 1 });
  expect(memory).toMatchObject({ weights: stored.bytes, cache: GIB });
  expect(memory.total).toBe(memory.weights + memory.cache + memory.activations + memory.fixed);
});

test.each([
  { memoryGiB: 24, devices: 1, verdict: "fits", name: "BF16", used: 1 },
  { memoryGiB: 16, devices: 1, verdict: "fits_quantised", name: "8-bit", used: 1 },
  { memoryGiB: 10, devices: 1, verdict: "fits_quantised", name: "4-bit", used: 1 },
  { memoryGiB: 6, devices: 1, verdict: "too_large", name: "4-bit", used: 1 },
  { memoryGiB: 16, devices: 2, verdict: "fits", name: "BF16", used: 2 },
])("on $memoryGiB GiB × $devices: $verdict, as $name on $used", ({ memoryGiB, devices, verdict, name, used }) => {
  const fit = fitOf(card(memoryGiB, devices), variants, load);
  expect(fit).toMatchObject({ verdict, devices: used, variant: { name } });
});

test("latent attention is not shared by cards, nor are more heads than there are", () => {
  const weightsBytes = 100 * GIB;
  const share = (isDivisible: boolean, devices: number) =>
    cardMemory({ ...load, cache: { ...load.cache, isDivisible }, weightsBytes, devices }).cache;
  expect([share(false, 8), share(true, 8), share(true, 16)]).toEqual([GIB, GIB / 8, GIB / 8]);
});

test("a machine without cards takes what llama.cpp takes", () => {
  const host: HardwareClass = { id: "host", title: "Host", kind: "host", memoryBytes: 16 * GIB, devices: 1 };
  expect(fitOf(host, [{ name: "Q4_K_M", bytes: 5 * GIB, isEstimated: false }], load)).toMatchObject({
    ...{ verdict: "fits", usableBytes: Math.floor(16 * GIB * 0.85) },
    memory: { weights: 5 * GIB, cache: GIB, activations: 0.5 * GIB, fixed: 0 },
  });
});

test("what is small already is not offered smaller, and nothing is offered of what was not counted", () => {
  expect(quantisedVariants({ ...stored, bytes: 5 * GIB }, 8_030_261_248).map(({ name }) => name)).toEqual([
    "BF16",
    "4-bit",
  ]);
  expect(quantisedVariants(stored, null)).toEqual([stored]);
});

test("without weights there is no verdict", () => {
  expect(fitOf(card(24), [], load)).toBeNull();
});
