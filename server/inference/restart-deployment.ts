import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { Deployment, DeploymentInput, type InferenceReason } from "./contract";
import { auditTarget } from "./deployment";
import { getPermitted } from "./get-deployment";
import { reconcileSoon } from "./reconcile-soon";
import { showDeployment } from "./show-deployment";
import { lockDeployment, updateDeploymentRow } from "./store/deployments";
import { insertNote } from "./store/traces";

export const restartDeployment = defineCommand({
  name: "inference.restartDeployment",
  summary: "Replace every process of a deployment",
  http: { method: "POST", path: "/deployments/{id}/restart" },
  input: DeploymentInput,
  output: Deployment,
  async run(ctx, { id }) {
    await getPermitted(ctx, id, "deployment.manage");
    return atomically(ctx, async (ctx) => {
      const { replicas, generation } = await lockDeployment(ctx.db, id);
      if (replicas === 0) {
        const reason: InferenceReason = "already_stopped";
        throw new DomainError("conflict", "The deployment is stopped: set its replicas to start it", { reason });
      }
      const changes = { generation: generation + 1, status: "starting" as const, reason: null, updatedAt: ctx.now() };
      const row = await updateDeploymentRow(ctx.db, id, changes);
      await insertNote(ctx, id, "Restarting");
      await reconcileSoon(ctx, id);
      await audit(ctx, "deployment.restarted", auditTarget(row));
      return showDeployment(ctx, row);
    });
  },
});
