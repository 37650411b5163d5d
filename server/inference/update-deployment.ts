import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { assertCanSpend } from "@/server/billing";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { Deployment, type DeploymentStatus, UpdateDeploymentInput } from "./contract";
import { auditTarget } from "./deployment";
import { frameworkById } from "./frameworks";
import { getPermitted } from "./get-deployment";
import { findObstacle } from "./obstacle";
import { memoryLimitOf, planDeployment } from "./plan-deployment";
import { reconcileSoon } from "./reconcile-soon";
import { showDeployment } from "./show-deployment";
import { type DeploymentRow, lockDeployment, updateDeploymentRow } from "./store/deployments";
import { insertNote } from "./store/traces";

export const updateDeployment = defineCommand({
  name: "inference.updateDeployment",
  summary: "Scale, set up or share a deployment",
  http: { method: "PATCH", path: "/deployments/{id}" },
  input: UpdateDeploymentInput,
  output: Deployment,
  async run(ctx: Ctx<"repositories" | "objects">, { id, replicas, params, shared }) {
    const row = await getPermitted(ctx, id, "deployment.manage");
    if (shared !== undefined && shared !== row.shared) await authorizePlatform(ctx, "platform.deployments");
    if (replicas !== undefined && replicas > row.replicas) await admit(ctx, row);
    const settings = params === undefined ? {} : await settingsOf(ctx, row, params);

    return atomically(ctx, async (ctx) => {
      const before = await lockDeployment(ctx.db, id);
      const changes = {
        ...settings,
        ...(replicas === undefined ? {} : scaled(replicas)),
        ...(shared === undefined ? {} : { shared }),
      };
      const after = await updateDeploymentRow(ctx.db, id, {
        ...changes,
        generation: before.generation + (params === undefined ? 0 : 1),
        status: statusAfter(before, { replicas: replicas ?? before.replicas, isReplaced: params !== undefined }),
        updatedAt: ctx.now(),
      });
      if (after.replicas !== before.replicas)
        await insertNote(ctx, id, `Scaled from ${before.replicas} to ${after.replicas}`);
      if (params !== undefined) await insertNote(ctx, id, "The settings have changed");
      await reconcileSoon(ctx, id);
      const details = { replicas: after.replicas, shared: after.shared, params: Object.keys(params ?? {}) };
      await audit(ctx, "deployment.updated", auditTarget(after, details));
      return showDeployment(ctx, after);
    });
  },
});

interface Change {
  readonly replicas: number;
  /** Every process is started anew. */
  readonly isReplaced: boolean;
}

/** What people see until the worker has looked: what was asked for is on its way. */
function statusAfter({ status, replicas: before }: DeploymentRow, { replicas, isReplaced }: Change): DeploymentStatus {
  if (replicas === 0) return before === 0 ? status : "stopping";
  if (before === 0) return "pending";
  return isReplaced ? "starting" : status;
}

/** What was wrong before is asked again by the next look. */
const scaled = (replicas: number) => ({ replicas, reason: null });

/** Throws when it could not run anyway: the model is out of reach, or the owner's limit is used up. */
async function admit(ctx: Ctx, row: DeploymentRow): Promise<void> {
  const obstacle = await findObstacle(ctx, row);
  if (obstacle) throw new DomainError("conflict", obstacle.message, { reason: obstacle.code });
  await assertCanSpend(ctx, { ownerId: row.ownerId });
}

/** Other settings need another amount of memory; a model that cannot be looked into keeps the old limit. */
async function settingsOf(ctx: Ctx<"repositories" | "objects">, row: DeploymentRow, asked: DeploymentRow["params"]) {
  const params = frameworkById(row.framework).readParams(asked);
  const { model, commit: revision, file, framework } = row;
  const system = { ...ctx, actor: { kind: "system", process: "inference" } as const };
  const memory = await planDeployment(system, { model, revision, file, framework, params }).then(
    (plan) => ({ memoryBytes: memoryLimitOf(plan.memory) }),
    (error: unknown) => {
      if (error instanceof DomainError) return {};
      throw error;
    },
  );
  return { params, ...memory };
}
