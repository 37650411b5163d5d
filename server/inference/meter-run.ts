import { endInterval, startInterval } from "@/server/billing";
import type { Ctx } from "@/server/kernel";
import type { DeploymentRow } from "./store/deployments";

/** What a replica on this machine is sold as. */
export const LOCAL_SKU = "local-cpu";

/**
 * Tells billing what was seen, in the caller's transaction: minutes count from the first answer on. A run that ended
 * by itself is paid until it was last seen.
 */
export async function meterRun(ctx: Ctx, row: DeploymentRow, running: number): Promise<void> {
  if (running > 0) {
    const { id: instanceId, ownerId, model: label } = row;
    await startInterval(ctx, { instanceId, ownerId, label, sku: LOCAL_SKU, replicas: running });
    return;
  }
  await endInterval(ctx, { instanceId: row.id, reason: row.replicas === 0 ? "stopped" : "lost" });
}
