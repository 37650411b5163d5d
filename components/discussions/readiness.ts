import type { MergeState } from "@/server/discussions/contract";

/** How a pull request stands, for who looks at it: to who cannot write, each base is closed, and that is no flaw of it. */
export function readinessOf(obstacles: MergeState["obstacles"], canWrite: boolean) {
  const isReady = obstacles.every((obstacle) => obstacle === "protected" && !canWrite);
  if (!isReady) return "cannotBeMerged";
  return canWrite ? "canBeMerged" : "readyForWriters";
}
