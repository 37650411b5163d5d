import { isOnTheWay } from "@/components/patterns/deployment-status";
import type { DeploymentStatus } from "@/server/inference/contract";

const OFTEN_MS = 2_000;
const SELDOM_MS = 15_000;

/** How long until the next look is worth it: a settled one can still crash or be changed by somebody else. */
export const lookAgainMs = (statuses: readonly DeploymentStatus[]): number =>
  statuses.some(isOnTheWay) ? OFTEN_MS : SELDOM_MS;
