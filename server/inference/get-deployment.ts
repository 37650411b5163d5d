import { authorize, type Permission } from "@/server/access";
import { findAccounts } from "@/server/identity";
import { type Ctx, defineQuery } from "@/server/kernel";
import { Deployment, DeploymentInput } from "./contract";
import { resourceOf, showDeployment } from "./deployment";
import { type DeploymentRow, getDeploymentRow } from "./store/deployments";

export const getDeployment = defineQuery({
  name: "inference.getDeployment",
  summary: "Show a deployment",
  http: { method: "GET", path: "/deployments/{id}" },
  input: DeploymentInput,
  output: Deployment,
  run: async (ctx, { id }) => withOwner(ctx, await getPermitted(ctx, id, "deployment.read")),
});

/** The row, once the actor may do this to it. Throws `not_found` and `forbidden`. */
export async function getPermitted(ctx: Ctx, id: string, permission: Permission): Promise<DeploymentRow> {
  const row = await getDeploymentRow(ctx.db, id);
  await authorize(ctx, permission, resourceOf(row));
  return row;
}

/** The row as people see it, with the owner's name. */
export async function withOwner(ctx: Ctx, row: DeploymentRow): Promise<Deployment> {
  const owners = await findAccounts(ctx.db, [row.ownerId]);
  return showDeployment(row, owners.get(row.ownerId)?.name ?? "");
}
