import { getOwner } from "@/server/identity";
import { defineQuery, page } from "@/server/kernel";
import { DeploymentPage, ListDeploymentsInput } from "./contract";
import { showDeployments } from "./show-deployment";
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
    return { items: await showDeployments(ctx, items), nextCursor };
  },
});
