import { findAccounts, getOwner } from "@/server/identity";
import { defineQuery, page } from "@/server/kernel";
import { DeploymentPage, ListDeploymentsInput } from "./contract";
import { showDeployment } from "./deployment";
import { listDeploymentRows } from "./store/deployments";

export const listDeployments = defineQuery({
  name: "inference.listDeployments",
  summary: "List the deployments you may see, newest first",
  http: { method: "GET", path: "/deployments" },
  input: ListDeploymentsInput,
  output: DeploymentPage,
  async run(ctx, input) {
    const ownerId = input.owner === undefined ? undefined : (await getOwner(ctx, input.owner)).id;
    const { status, model } = input;
    const { items, nextCursor } = await page(ctx, input, {
      list: "inference.listDeployments",
      read: (after, limit) => listDeploymentRows(ctx, { after, limit, ownerId, status, model }),
      keyOf: (row) => ({ sort: row.createdAt.toISOString(), id: row.id }),
    });
    const owners = await findAccounts(
      ctx.db,
      items.map((row) => row.ownerId),
    );
    return { items: items.map((row) => showDeployment(row, owners.get(row.ownerId)?.name ?? "")), nextCursor };
  },
});
