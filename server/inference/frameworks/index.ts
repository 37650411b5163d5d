import { DomainError } from "@/server/kernel";
import type { InferenceReason } from "../contract";
import type { RuntimeFramework } from "./framework";
import { llamaCpp } from "./llama-cpp";

export const frameworks: readonly RuntimeFramework[] = [llamaCpp];

/** Throws `invalid` (`unknown_framework`) and names those there are. */
export function frameworkById(id: string): RuntimeFramework {
  const framework = frameworks.find((framework) => framework.id === id);
  if (framework) return framework;
  const reason: InferenceReason = "unknown_framework";
  const known = frameworks.map(({ id }) => id);
  throw new DomainError("invalid", `There is no framework ${id}; use ${known.join(", ")}`, { reason });
}
