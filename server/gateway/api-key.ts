import { type BudgetState, monthOf, readBudgets } from "@/server/billing";
import { type Ctx, formatMoney } from "@/server/kernel";
import type { ApiKey } from "./contract";
import type { KeyRow } from "./store/keys";

/** Keys of an owner as people see them; never with their secret. */
export async function apiKeysFrom(ctx: Ctx, rows: readonly KeyRow[], owner: string): Promise<ApiKey[]> {
  const subjects = rows.map(({ id, ownerId }) => ({ kind: "key", ref: id, ownerId }) as const);
  const now = ctx.now();
  const { end } = monthOf(now);
  const budgets = (await readBudgets(ctx, subjects, now)).filter(({ period }) => period === "month");
  return rows.map(({ id, name, prefix, createdAt, lastUsedAt }) => {
    const budget = budgets.find(({ ref }) => ref === id);
    return { id, name, prefix, owner, budget: budget ? budgetFrom(budget, end) : null, createdAt, lastUsedAt };
  });
}

const budgetFrom = ({ limit, spent, currency }: BudgetState, resetsAt: Date) => ({
  ...{ limit: formatMoney(limit), spent: formatMoney(spent), currency, period: "month" as const },
  resetsAt,
});
