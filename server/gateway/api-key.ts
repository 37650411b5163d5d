import { type BudgetState, readBudgets } from "@/server/billing";
import { type Ctx, formatMoney } from "@/server/kernel";
import type { ApiKey } from "./contract";
import type { KeyRow } from "./store/keys";

/** Keys of an owner as people see them; never with their secret. */
export async function apiKeysFrom(ctx: Ctx, rows: readonly KeyRow[], owner: string): Promise<ApiKey[]> {
  const subjects = rows.map(({ id, ownerId }) => ({ kind: "key", ref: id, ownerId }) as const);
  const budgets = await readBudgets(ctx, subjects, ctx.now());
  return rows.map(({ id, name, prefix, createdAt, lastUsedAt }) => {
    const [budget] = budgets.filter(({ ref }) => ref === id).map(budgetFrom);
    return { id, name, prefix, owner, budget: budget ?? null, createdAt, lastUsedAt };
  });
}

const budgetFrom = ({ limit, spent, currency, resetsAt }: BudgetState) => ({
  ...{ limit: formatMoney(limit), spent: formatMoney(spent), currency, period: "month" as const },
  resetsAt: resetsAt ?? new Date(0),
});
