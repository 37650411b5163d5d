import { authorize, authorizePlatform, personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { assertCanSpend, quote } from "@/server/billing";
import { getOwner } from "@/server/identity";
import { atomically, type Ctx, defineCommand, newRow } from "@/server/kernel";
import { DeployModelInput, Deployment } from "./contract";
import { auditTarget } from "./deployment";
import { LOCAL_SKU } from "./meter-run";
import { memoryLimitOf, planDeployment } from "./plan-deployment";
import { reconcileSoon } from "./reconcile-soon";
import { showDeployment } from "./show-deployment";
import { insertDeployment } from "./store/deployments";
import { insertNote } from "./store/traces";

export const deployModel = defineCommand({
  name: "inference.deployModel",
  summary: "Deploy a model: start a service that answers calls to it",
  http: { method: "POST", path: "/deployments", status: 201 },
  input: DeployModelInput,
  output: Deployment,
  async run(ctx: Ctx<"repositories" | "objects">, input) {
    const { userId } = personOf(ctx);
    const owner = await getOwner(ctx, input.owner);
    if (input.shared) await authorizePlatform(ctx, "platform.deployments");
    const plan = await planDeployment(ctx, input);
    const account = { kind: "Account", id: owner.id, ownerId: owner.id, visibility: "public" } as const;
    await authorize(ctx, "deployment.create", { ...account, liesWith: plan.repo.id });
    await assertCanSpend(ctx, { ownerId: owner.id });
    await quote(ctx, { sku: LOCAL_SKU, replicas: Math.max(1, input.replicas) });

    return atomically(ctx, async (ctx) => {
      const row = await insertDeployment(ctx.db, {
        ...newRow(ctx),
        ownerId: owner.id,
        creatorId: userId,
        repoId: plan.repo.id,
        ...{ model: plan.model, revision: plan.revision, commit: plan.commit, file: plan.file },
        ...{ framework: plan.framework.id, params: plan.params, memoryBytes: memoryLimitOf(plan.memory) },
        ...{ replicas: input.replicas, shared: input.shared, generation: 1, endpoints: [] },
        status: input.replicas === 0 ? "stopped" : "pending",
      });
      await insertNote(ctx, row.id, `Deployed ${plan.model} at ${plan.commit.slice(0, 12)}: ${plan.file}`);
      await reconcileSoon(ctx, row.id);
      await audit(
        ctx,
        "deployment.created",
        auditTarget(row, { file: row.file, replicas: row.replicas, shared: row.shared }),
      );
      return showDeployment(ctx, row);
    });
  },
});
