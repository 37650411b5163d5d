import type { Ctx } from "@/server/kernel";
import { closeLease, listAbandonedLeases, suspendLeases } from "./store/leases";

const BATCH = 100;

/**
 * Leases of processes that are gone: two minutes without a sign of life put them in suspense, where late settlements
 * still count; ten minutes later what is left of them goes back into the budget.
 */
export async function expireLeases(ctx: Ctx): Promise<void> {
  await suspendLeases(ctx.db);
  for (const id of await listAbandonedLeases(ctx.db, BATCH)) await closeLease(ctx.db, id);
}
