import { type Ctx, publish } from "@/server/kernel";
import { budgetReached } from "../events";
import { listBudgets, listScopes } from "./store/scopes";
import { type Charges, settleCharges as settle } from "./store/settle";

/**
 * Counts charges into budgets, in the caller's transaction, which makes sure that each comes once, and tells when a
 * budget reached 50, 80 or 100 percent. Throws when a lease is not of this database.
 */
export async function settleCharges(ctx: Ctx, charges: Charges, currency: string): Promise<void> {
  if (charges.leases.size + charges.scopes.size + charges.wallets.size === 0) return;
  const reached = await settle(ctx.db, charges, currency);
  if (reached.length === 0) return;

  const shares = new Map(reached.map(({ scopeId, share }) => [scopeId, share]));
  const scopes = await listScopes(ctx.db, [...shares.keys()]);
  const budgets = await listBudgets(ctx.db, scopes, currency);
  for (const { id, kind, ref, ownerId, period, periodStart } of scopes) {
    if (!budgets.some((budget) => budget.kind === kind && budget.ref === ref && budget.period === period)) continue;
    await publish(ctx, budgetReached, { kind, ref, ownerId, period, periodStart, share: shares.get(id) ?? 0 });
  }
}
