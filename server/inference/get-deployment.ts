import { allows, authorize, authorizePlatform, type Permission } from "@/server/access";
import { chargedFor } from "@/server/billing";
import { findAccounts } from "@/server/identity";
import { type Ctx, DomainError, defineQuery } from "@/server/kernel";
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
    const [shown, obstacle, charged, accounts, manage, share] = await Promise.all([
      showDeployment(ctx, row),
      findObstacle(ctx, row),
      chargedFor(ctx, id),
      findAccounts(ctx.db, [row.creatorId]),
      allows(ctx, "deployment.manage", resourceOf(row)),
      mayShare(ctx),
    ]);
    const creator = accounts.get(row.creatorId)?.name ?? null;
    const { formerModel, memoryBytes } = row;
    return { ...shown, obstacle, charged, creator, formerModel, memoryBytes, can: { manage, share } };
  },
});

/** The row, once the actor may do this to it. Throws `not_found` and `forbidden`. */
export async function getPermitted(ctx: Ctx, id: string, permission: Permission): Promise<DeploymentRow> {
  const row = await getDeploymentRow(ctx.db, id);
  await authorize(ctx, permission, resourceOf(row));
  return row;
}

const mayShare = (ctx: Ctx): Promise<boolean> =>
  authorizePlatform(ctx, "platform.deployments").then(
    () => true,
    (error: unknown) => {
      if (error instanceof DomainError) return false;
      throw error;
    },
  );
