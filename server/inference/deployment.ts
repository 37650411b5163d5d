import type { Resource } from "@/server/access";
import type { ReplicaObservation } from "@/server/ports/compute-backend";
import type { DeploymentReason, DeploymentStatus } from "./contract";
import type { DeploymentRow } from "./store/deployments";

/** What the row asks for and what the backend reports, as one word for people. */
export function statusOf(replicas: number, seen: readonly ReplicaObservation[]): DeploymentStatus {
  const phases = new Set(seen.map(({ phase }) => phase));
  const isBusy = phases.has("running") || phases.has("starting");
  if (replicas === 0) return isBusy ? "stopping" : "stopped";
  if (phases.has("running")) return "running";
  if (seen.some((replica) => replica.phase === "failed" && !replica.willRetry)) return "failed";
  return phases.has("starting") || phases.has("failed") ? "starting" : "pending";
}

/** The first thing that went wrong, while it is still wrong. */
export function reasonOf(seen: readonly ReplicaObservation[]): DeploymentReason | null {
  const failed = seen.find((replica) => replica.phase === "failed");
  return failed?.phase === "failed" ? { code: failed.code, message: failed.message } : null;
}

/** It lies in the group of its model, wherever that is moved, when both have one owner. */
export const resourceOf = ({ id, ownerId, creatorId, repoId }: DeploymentRow): Resource => ({
  kind: "Deployment",
  id,
  ownerId,
  creatorId,
  liesWith: repoId,
  visibility: "private",
});

export const auditTarget = (
  { id, model, ownerId }: DeploymentRow,
  details: Readonly<Record<string, unknown>> = {},
) => ({
  kind: "deployment",
  id,
  name: model,
  ownerId,
  details,
});
