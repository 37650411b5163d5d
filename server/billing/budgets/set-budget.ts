import { atomically, type Ctx } from "@/server/kernel";
import type { BudgetMode } from "../contract";
import { openScope } from "./open-scopes";
import { periodOf } from "./period";
import { spentBefore } from "./spent-before";
import { type BudgetName, deleteBudgetRow, insertScope, limitScope, lockScope, putBudgetRow } from "./store/scopes";

interface Wanted {
  readonly budget: Omit<BudgetName, "currency">;
  /** Nano-units in each period; `null` takes the budget away. */
  readonly limit: bigint | null;
  readonly mode: BudgetMode;
  /**
   * Nano-units that count into the running period although no budget saw them, where the caller knows better than this
   * context, which sees who called and in which resource group in no row of its own.
   */
  readonly spent?: bigint;
}

/**
 * Sets a budget, in the caller's transaction if there is one. What is left changes at once; a limit below what is
 * spent and leased comes down as calls that run end. Calls that were admitted before are not held back.
 */
export const setBudget = (ctx: Ctx, { budget, limit, mode, spent: told }: Wanted): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const now = ctx.now();
    const name = { ...budget, currency: ctx.site.currency };
    if (limit === null) return deleteBudgetRow(ctx.db, name);

    const row = { ...name, mode, lim: limit, createdAt: now, updatedAt: now };
    const isNew = await putBudgetRow(ctx.db, row);
    const times = periodOf(row.period, now);
    if (row.kind === "wallet") await openScope(ctx, row, now);
    if (told !== undefined) await insertScope(ctx.db, { ...row, times, spent: told });
    const scope = await lockScope(ctx.db, { ...name, periodStart: times.start });
    if (!scope) return;
    const follows = !isNew || row.kind === "wallet";
    const spent = follows ? null : (told ?? (await spentBefore(ctx, row, times)));
    await limitScope(ctx.db, { id: scope.id, mode, lim: limit, spent });
  });
