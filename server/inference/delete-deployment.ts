import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand, publish } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { DeploymentInput } from "./contract";
import { auditTarget } from "./deployment";
import { deploymentDeleted } from "./events";
import { getPermitted } from "./get-deployment";
import { reconcileSoon } from "./reconcile-soon";
import { type DeploymentRow, updateDeploymentRow } from "./store/deployments";

export const deleteDeployment = defineCommand({
  name: "inference.deleteDeployment",
  summary: "Stop a deployment and remove it with its logs",
  http: { method: "DELETE", path: "/deployments/{id}", status: 204 },
  input: DeploymentInput,
  output: Nothing,
  async run(ctx, { id }) {
    const row = await getPermitted(ctx, id, "deployment.manage");
    await atomically(ctx, async (ctx) => {
      await takeDown(ctx, row);
      await audit(ctx, "deployment.deleted", auditTarget(row));
    });
    return {};
  },
});

/** Nobody sees it any more; the row goes when nothing of it is left. */
export async function takeDown(ctx: Ctx, { id }: DeploymentRow): Promise<void> {
  const now = ctx.now();
  await updateDeploymentRow(ctx.db, id, { replicas: 0, endpoints: [], shared: false, deletedAt: now, updatedAt: now });
  await reconcileSoon(ctx, id);
  await publish(ctx, deploymentDeleted, { deploymentId: id });
}
