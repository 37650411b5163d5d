import type { Meter } from "@/server/billing/contract";

const KEYS = { "llm.input": "input", "llm.output": "output", "compute.time": "time" } as const;

/** A meter in the catalogue of messages, whose keys hold no dot. */
export const meterKey = (meter: Meter) => KEYS[meter];
