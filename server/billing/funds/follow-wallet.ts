import type { Ctx } from "@/server/kernel";
import { periodOf } from "../budgets/period";
import { setBudget } from "../budgets/set-budget";
import { limitScope, lockScope } from "../budgets/store/scopes";
import { walletOf } from "../wallet";

/**
 * Makes the budget of a customer say what their wallet says: the limit is credit and money together, spent is what is
 * owed. Between two calls of this, charges count into it. Call it with the wallet locked, after its money moved.
 */
export async function followWallet(ctx: Ctx, ownerId: string): Promise<void> {
  const { owed, limit, funds } = await walletOf(ctx, ownerId);
  const budget = { kind: "wallet", ref: ownerId, ownerId, period: "total" } as const;
  const lim = limit === null ? null : limit + funds;
  await setBudget(ctx, { budget, limit: lim, mode: "hard" });
  if (lim === null) return;
  const { start } = periodOf("total", ctx.now());
  const scope = await lockScope(ctx.db, { ...budget, currency: ctx.site.currency, periodStart: start });
  if (scope) await limitScope(ctx.db, { id: scope.id, mode: "hard", lim, spent: owed > 0n ? owed : 0n });
}
