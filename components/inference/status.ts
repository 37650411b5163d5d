import type { StatusTone } from "@/components/ui/status-dot";
import type { DeploymentStatus } from "@/server/inference/contract";

export const STATUS_TONES: Readonly<Record<DeploymentStatus, StatusTone>> = {
  pending: "info",
  starting: "info",
  running: "success",
  stopping: "idle",
  stopped: "idle",
  failed: "danger",
};

const ON_THE_WAY: ReadonlySet<DeploymentStatus> = new Set(["pending", "starting", "stopping"]);

/** Something will change without anybody's doing. */
export const isOnTheWay = (status: DeploymentStatus): boolean => ON_THE_WAY.has(status);

const OFTEN_MS = 2_000;
const SELDOM_MS = 15_000;

/** How long until the next look is worth it: a settled one can still crash or be changed by somebody else. */
export const lookAgainMs = (statuses: readonly DeploymentStatus[]): number =>
  statuses.some(isOnTheWay) ? OFTEN_MS : SELDOM_MS;
