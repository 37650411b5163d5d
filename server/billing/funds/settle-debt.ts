import type { Ctx } from "@/server/kernel";
import { postTransactions } from "../post-transactions";
import { balanceOf } from "../store/ledger";
import { least } from "./purse";

/**
 * Pays what a customer owes out of their cash, and moves what was paid too much back to it, so that nobody owes and
 * has cash at once. Call it with the wallet locked.
 */
export async function settleDebt(ctx: Ctx, ownerId: string, currency: string): Promise<void> {
  const receivable = { ownerId, kind: "customer_receivable" as const, currency };
  const cash = { ownerId, kind: "customer_cash" as const, currency };
  const [owing, having] = await Promise.all([balanceOf(ctx.db, receivable), balanceOf(ctx.db, cash)]);
  const paid = owing > 0n ? -owing : least(-owing, having);
  if (paid === 0n) return;
  await postTransactions(ctx, [
    {
      ...{ kind: "settlement", idem: `settlement:${ctx.id()}`, meta: {} },
      entries: [
        { account: receivable, amount: paid },
        { account: cash, amount: -paid },
      ],
    },
  ]);
}
