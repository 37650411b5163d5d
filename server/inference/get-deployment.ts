import { allows, allowsPlatform, authorize, type Permission } from "@/server/access";
import { chargedFor } from "@/server/billing";
import { findAccounts } from "@/server/identity";
import { type Ctx, defineQuery } from "@/server/kernel";
import { DeploymentDetails, DeploymentInput } from "./contract";
import { resourceOf } from "./deployment";
import { findObstacle } from "./obstacle";
import { showDeployment } from "./show-deployment";
import { type DeploymentRow, getDeploymentRow } from "./store/deployments";

export const getDeployment = defineQuery({
  name: "inference.getDeployment",
  summary: "Show a deployment",
  http: { method: "GET", path: "/deployments/{id}" },
  input: DeploymentInput,
  output: DeploymentDetails,
  async run(ctx, { id }) {
    const row = await getPermitted(ctx, id, "deployment.read");
    const [shown, obstacle, charged, accounts, manage] = await Promise.all([
      showDeployment(ctx, row),
      findObstacle(ctx, row),
      chargedFor(ctx, id),
      findAccounts(ctx.db, [row.creatorId]),
      allows(ctx, "deployment.manage", resourceOf(row)),
    ]);
    const creator = accounts.get(row.creatorId)?.name ?? null;
    const { formerModel, memoryBytes } = row;
    const can = { manage, share: allowsPlatform(ctx, "platform.deployments") };
    return { ...shown, obstacle, charged, creator, formerModel, memoryBytes, can };
  },
});

/** The row, once the actor may do this to it. Throws `not_found` and `forbidden`. */
export async function getPermitted(ctx: Ctx, id: string, permission: Permission): Promise<DeploymentRow> {
  const row = await getDeploymentRow(ctx.db, id);
  await authorize(ctx, permission, resourceOf(row));
  return row;
}
