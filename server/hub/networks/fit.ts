import type { HardwareClass } from "@/server/compute";
import { cardMemory, hostMemory, type ServingDemand, type ServingMemory } from "./serving-memory";

/** One way the weights can be stored; the first one is how they are, or the largest there is. */
export interface WeightsVariant {
  readonly name: string;
  readonly bytes: number;
  /** Whether no file of it is here: its size follows from the number of parameters. */
  readonly isEstimated: boolean;
}

export interface Fit {
  readonly verdict: "fits" | "fits_quantised" | "too_large";
  /** What fits; of what is too large, the smallest. */
  readonly variant: WeightsVariant;
  /** How many cards share it. */
  readonly devices: number;
  readonly memory: ServingMemory;
  /** Most that an engine may take of one card, or of the machine. */
  readonly usableBytes: number;
}

type Load = Omit<ServingDemand, "weightsBytes" | "devices">;

/** Engines leave a part to whatever else is on a card; a machine needs some memory itself. */
const USABLE = { gpu: 0.9, host: 0.85 } as const;

/** The least quantised variant that fits, on as few cards as it can be; `null` without a variant. */
export function fitOf(hardware: HardwareClass, variants: readonly WeightsVariant[], load: Load): Fit | null {
  const usableBytes = Math.floor(hardware.memoryBytes * USABLE[hardware.kind]);
  const counts = [1, 2, 4, 8].filter((count) => count <= hardware.devices);
  const memoryOf = hardware.kind === "gpu" ? cardMemory : hostMemory;
  const need = (variant: WeightsVariant, devices: number) =>
    memoryOf({ ...load, weightsBytes: variant.bytes, devices });
  for (const [index, variant] of variants.entries()) {
    const devices = counts.find((count) => need(variant, count).total <= usableBytes);
    if (devices === undefined) continue;
    const verdict = index === 0 ? "fits" : "fits_quantised";
    return { verdict, variant, devices, memory: need(variant, devices), usableBytes };
  }
  const smallest = variants.at(-1);
  const most = counts.at(-1) ?? 1;
  if (!smallest) return null;
  return { verdict: "too_large", variant: smallest, devices: most, memory: need(smallest, most), usableBytes };
}

/** Bytes per parameter of what a quantiser makes, its scales included. */
const QUANTISED = [
  { name: "8-bit", bytesPerParameter: 1.07 },
  { name: "4-bit", bytesPerParameter: 0.57 },
] as const;

/** What could be made of weights that are stored as they are; only what is clearly smaller. */
export function quantisedVariants(stored: WeightsVariant, parameters: number | null): readonly WeightsVariant[] {
  if (parameters === null) return [stored];
  const made = QUANTISED.map(({ name, bytesPerParameter }) => ({
    ...{ name, isEstimated: true },
    bytes: Math.ceil(parameters * bytesPerParameter),
  }));
  return [stored, ...made.filter(({ bytes }) => bytes < stored.bytes * 0.9)];
}
