import { quote } from "@/server/billing";
import { findAccounts } from "@/server/identity";
import { type Ctx, DomainError } from "@/server/kernel";
import { quantizationOf } from "./choices";
import type { Deployment } from "./contract";
import { LOCAL_SKU } from "./meter-run";
import type { DeploymentRow } from "./store/deployments";

/** Rows as people see them, with the owners' names and what they cost. */
export async function showDeployments(ctx: Ctx, rows: readonly DeploymentRow[]): Promise<Deployment[]> {
  const counts = [...new Set(rows.map(({ replicas }) => replicas))];
  const [owners, prices] = await Promise.all([
    findAccounts(
      ctx.db,
      rows.map(({ ownerId }) => ownerId),
    ),
    Promise.all(counts.map(async (replicas) => [replicas, await priceOf(ctx, replicas)] as const)),
  ]);
  const priceFor = new Map(prices);
  return rows.map((row) => ({
    ...row,
    owner: owners.get(row.ownerId)?.name ?? "",
    quantization: quantizationOf(row.file),
    runningReplicas: row.endpoints.length,
    price: priceFor.get(row.replicas) ?? null,
  }));
}

export async function showDeployment(ctx: Ctx, row: DeploymentRow): Promise<Deployment> {
  const [shown] = await showDeployments(ctx, [row]);
  if (!shown) throw new Error("A row was given and nothing is shown");
  return shown;
}

const priceOf = (ctx: Ctx, replicas: number): Promise<Deployment["price"]> =>
  quote(ctx, { sku: LOCAL_SKU, replicas }).catch((error: unknown) => {
    if (error instanceof DomainError && error.reason === "no_price") return null;
    throw error;
  });
