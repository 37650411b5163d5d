import type { Ctx } from "@/server/kernel";
import { accountKey, openAccounts } from "../store/ledger";
import type { Period } from "./period";
import { type BudgetRow, lockBalance, usageOfKey } from "./store/scopes";

/**
 * Nano-units that count into a period although no budget saw them: usage of a key, what an owner owes. Members and
 * projects begin a period with nothing; who sets their budget in the middle of one says what was spent. Call it in a transaction: what is owed stays as it is until the end of it.
 */
export async function spentBefore(ctx: Ctx, { kind, ref, ownerId, currency }: BudgetRow, period: Period) {
  switch (kind) {
    case "key":
      return usageOfKey(ctx.db, { kind, ref, ownerId }, period);
    case "wallet": {
      const account = { ownerId: ref, kind: "customer_receivable", currency } as const;
      const ids = await openAccounts(ctx, [account]);
      const balance = await lockBalance(ctx.db, String(ids.get(accountKey(account))));
      return balance < 0n ? -balance : 0n;
    }
    case "member":
    case "project":
      return 0n;
  }
}
