import { dropMaterialized } from "@/server/content";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import type { ReplicaObservation, WorkloadSpec } from "@/server/ports/compute-backend";
import type { DeploymentReason } from "./contract";
import { reasonOf, statusOf } from "./deployment";
import { frameworkById } from "./frameworks";
import { meterRun } from "./meter-run";
import { findDebt, findObstacle } from "./obstacle";
import { placeWeights } from "./place-weights";
import { reconcileLater } from "./reconcile-soon";
import { recordObservation } from "./record-observation";
import { type DeploymentRow, deleteDeploymentRow, findAnyDeployment, updateDeploymentRow } from "./store/deployments";
import { insertNote } from "./store/traces";

type Needs = "compute" | "repositories" | "objects" | "runFolders" | "host";

/** Whose workloads these are, for the backend. */
export const WORKLOAD_OWNER = "inference";

const UNSETTLED_MS = 2_000;
const SETTLED_MS = 15_000;

/** Level-triggered: compares what the row asks for with what the backend reports, whatever happened in between. */
export async function reconcile(ctx: Ctx<Needs>, id: string): Promise<void> {
  const row = await findAnyDeployment(ctx.db, id);
  if (row === null) return;
  if (row.deletedAt !== null) return remove(ctx, row);
  const obstacle = row.replicas > 0 ? ((await findObstacle(ctx, row)) ?? (await findDebt(ctx, row))) : null;
  const wanted = obstacle ? await halt(ctx, row, obstacle) : row;
  const problem = await converge(ctx, wanted);
  const seen = await ctx.ports.compute.observe(id);
  const status = problem ? "failed" : statusOf(wanted.replicas, seen);
  const reason = problem ?? (wanted.replicas === 0 ? wanted.reason : reasonOf(seen));
  await recordObservation(ctx, wanted, { status, reason, seen });
  await lookAgain(ctx, wanted, {
    seen,
    isSettled: status === "running" || status === "failed" || status === "stopped",
  });
}

/** Tries to bring the machine to what the row says; a reason instead of an error where people can do something. */
async function converge(ctx: Ctx<Needs>, row: DeploymentRow): Promise<DeploymentReason | null> {
  try {
    const weights = row.replicas > 0 ? await placeWeights(ctx, row) : null;
    await ctx.ports.compute.apply(await workloadOf(ctx, row, weights));
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || error.reason === "busy") throw error;
    return { code: error.reason ?? "weights_unavailable", message: error.message };
  }
}

async function workloadOf(ctx: Ctx<"host">, row: DeploymentRow, weights: string | null): Promise<WorkloadSpec> {
  const { id, generation, file, params, replicas, memoryBytes } = row;
  const framework = frameworkById(row.framework);
  const { cores } = await ctx.live.host.capacity();
  return {
    ...{ id, generation, replicas, weights, owner: WORKLOAD_OWNER },
    container: framework.container(file, params),
    resources: { cpu: framework.cores(cores, params), memoryBytes },
  };
}

/** Whoever lost the model must ask for it again: nothing starts by itself and costs money later. */
const halt = (ctx: Ctx, row: DeploymentRow, reason: DeploymentReason): Promise<DeploymentRow> =>
  atomically(ctx, async (ctx) => {
    const halted = await updateDeploymentRow(ctx.db, row.id, { replicas: 0, reason, updatedAt: ctx.now() });
    await insertNote(ctx, row.id, `Stopped: ${reason.message}`);
    return halted;
  });

interface Look {
  readonly seen: readonly ReplicaObservation[];
  readonly isSettled: boolean;
}

/** Often while something is on its way, seldom while it runs or waits for somebody, never at rest. */
async function lookAgain(ctx: Ctx, { id, replicas }: DeploymentRow, { seen, isSettled }: Look): Promise<void> {
  if (replicas === 0 && isSettled) return;
  const moves = seen.some((one) => one.phase === "starting" || (one.phase === "failed" && one.willRetry));
  await reconcileLater(ctx, id, isSettled && !moves ? SETTLED_MS : UNSETTLED_MS);
}

/** Processes first, then files, then the row: a crash in between is finished by the next look. */
async function remove(ctx: Ctx<Needs>, row: DeploymentRow): Promise<void> {
  await ctx.ports.compute.apply(await workloadOf(ctx, row, null));
  await dropMaterialized(ctx.live.runFolders.weightsOf(row.id));
  await ctx.ports.compute.remove(row.id);
  await atomically(ctx, async (ctx) => {
    await meterRun(ctx, row, 0);
    await deleteDeploymentRow(ctx.db, row.id);
  });
}
