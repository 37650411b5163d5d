import type { ModelConfig } from "./model-config";

/** How many numbers a network has learnt. */
export interface NetworkSize {
  readonly total: number;
  /** Those that work on one token: fewer than all of them where experts share the work. */
  readonly active: number;
}

/** Networks that are built alike: how their settings become a number of parameters. */
export interface NetworkFamily {
  /** Values of `model_type`. */
  readonly modelTypes: readonly string[];
  /** Tied weights count once. `null` when a setting is missing. */
  readonly sizeOf: (config: ModelConfig, modelType: string) => NetworkSize | null;
}

export const dense = (total: number): NetworkSize => ({ total, active: total });

/** All of them, or `null` when one is missing. */
export function required<K extends string>(values: Readonly<Record<K, number | null>>): Record<K, number> | null {
  const isWhole = (candidate: typeof values): candidate is Record<K, number> =>
    Object.values(candidate).every((value) => value !== null);
  return isWhole(values) ? values : null;
}
