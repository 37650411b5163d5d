import { atomically, type Ctx, publish } from "@/server/kernel";
import type { ReplicaObservation } from "@/server/ports/compute-backend";
import type { AttemptOutcome, DeploymentReason, DeploymentStatus, Endpoint } from "./contract";
import { deploymentStatusChanged } from "./events";
import { meterRun } from "./meter-run";
import { type DeploymentRow, lockAnyDeployment, updateDeploymentRow } from "./store/deployments";
import { type AttemptRow, closeEarlierAttempts, insertNote, putAttempt } from "./store/traces";

interface Observed {
  readonly status: DeploymentStatus;
  readonly reason: DeploymentReason | null;
  readonly seen: readonly ReplicaObservation[];
}

/** Status, attempts, notes, minutes and news in one transaction. What changed since the look was taken is left to the next. */
export const recordObservation = (ctx: Ctx, row: DeploymentRow, { status, reason, seen }: Observed): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const before = await lockAnyDeployment(ctx.db, row.id);
    if (!before || before.deletedAt !== null) return;
    const endpoints = seen.flatMap((one) =>
      one.phase === "running" ? [{ replica: one.replica, address: one.address }] : [],
    );
    await meterRun(ctx, before, endpoints.length);
    for (const one of seen) await recordAttempt(ctx, row.id, one);
    const isStale = before.replicas !== row.replicas || before.generation !== row.generation;
    if (!isStale) await recordStatus(ctx, before, { status, reason, endpoints });
  });

interface News {
  readonly status: DeploymentStatus;
  readonly reason: DeploymentReason | null;
  readonly endpoints: readonly Endpoint[];
}

async function recordStatus(ctx: Ctx, before: DeploymentRow, { status, reason, endpoints }: News): Promise<void> {
  const isNews = before.status !== status || before.reason?.message !== reason?.message;
  if (!isNews && JSON.stringify(before.endpoints) === JSON.stringify(endpoints)) return;
  const updatedAt = isNews ? ctx.now() : before.updatedAt;
  await updateDeploymentRow(ctx.db, before.id, { status, reason, endpoints, updatedAt });
  if (isNews) await insertNote(ctx, before.id, noteOf(status, reason));
  if (before.status === status) return;
  const { id: deploymentId, ownerId, creatorId, repoId, model } = before;
  const at = updatedAt.toISOString();
  await publish(ctx, deploymentStatusChanged, { deploymentId, ownerId, creatorId, repoId, model, status, at });
}

const TITLES: Readonly<Record<DeploymentStatus, string>> = {
  pending: "Waiting to start",
  starting: "Starting",
  running: "Running",
  stopping: "Stopping",
  stopped: "Stopped",
  failed: "Failed",
};

const noteOf = (status: DeploymentStatus, reason: DeploymentReason | null): string =>
  reason ? `${TITLES[status]}: ${reason.message} (${reason.code})` : TITLES[status];

async function recordAttempt(ctx: Ctx, deploymentId: string, seen: ReplicaObservation): Promise<void> {
  const now = ctx.now();
  const { replica, attempt, phase } = seen;
  const isOver = phase === "failed" || phase === "stopped";
  const row: AttemptRow = {
    ...{ deploymentId, replica, attempt, startedAt: now },
    outcome: phase satisfies AttemptOutcome,
    reason: phase === "failed" ? { code: seen.code, message: seen.message } : null,
    exitCode: phase === "failed" ? seen.exitCode : null,
    readyAt: phase === "running" ? now : null,
    endedAt: isOver ? now : null,
  };
  await closeEarlierAttempts(ctx.db, row);
  await putAttempt(ctx.db, row);
}
