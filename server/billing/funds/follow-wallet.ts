import type { Ctx } from "@/server/kernel";
import { setBudget } from "../budgets/set-budget";
import { limitScope } from "../budgets/store/scopes";
import { lockWalletScope, walletBudget } from "../budgets/wallet-scope";
import { roomOf, walletOf } from "../wallet";

/**
 * Makes the budget of a customer say what their wallet says: the limit is credit and money together, spent is what is
 * owed. Between two calls of this, charges count into it. Call it with the wallet locked, after its money moved.
 */
export async function followWallet(ctx: Ctx, ownerId: string): Promise<void> {
  const wallet = await walletOf(ctx, ownerId);
  const lim = roomOf(wallet);
  await setBudget(ctx, { budget: walletBudget(ownerId), limit: lim, mode: "hard" });
  if (lim === null) return;
  const scope = await lockWalletScope(ctx, ownerId);
  const { owed } = wallet;
  if (scope) await limitScope(ctx.db, { id: scope.id, mode: "hard", lim, spent: owed > 0n ? owed : 0n });
}
