import { type BudgetState, readBudgets } from "@/server/billing";
import { type Ctx, formatMoney } from "@/server/kernel";
import type { ApiKey, KeyBudget } from "./contract";
import type { KeyRow } from "./store/keys";

/** Keys of an owner as people see them; never with their secret. */
export async function apiKeysFrom(ctx: Ctx, rows: readonly KeyRow[], owner: string): Promise<ApiKey[]> {
  const subjects = rows.map(({ id, ownerId }) => ({ kind: "key", ref: id, ownerId }) as const);
  const states = await readBudgets(ctx, subjects, ctx.now());
  return rows.map((row) => apiKeyFrom(row, { owner, states: states.filter(({ ref }) => ref === row.id) }));
}

interface Seen {
  readonly owner: string;
  readonly states: readonly BudgetState[];
}

function apiKeyFrom({ id, name, prefix, createdAt, lastUsedAt }: KeyRow, { owner, states }: Seen): ApiKey {
  const budgets = states.map(keyBudgetFrom);
  return { id, name, prefix, owner, budget: monthlyIn(budgets), budgets, createdAt, lastUsedAt };
}

/** A budget in words of the API. */
export function keyBudgetFrom({ period, mode, limit, spent, currency, resetsAt }: BudgetState): KeyBudget {
  const left = limit > spent ? limit - spent : 0n;
  const amounts = { limit: formatMoney(limit), spent: formatMoney(spent), left: formatMoney(left) };
  return { period, mode, ...amounts, currency, resetsAt };
}

function monthlyIn(budgets: readonly KeyBudget[]): ApiKey["budget"] {
  const monthly = budgets.find(({ period }) => period === "month");
  if (!monthly?.resetsAt) return null;
  const { limit, spent, currency, resetsAt } = monthly;
  return { limit, spent, currency, period: "month", resetsAt };
}
