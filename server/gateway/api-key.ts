import { type BudgetState, readBudgets } from "@/server/billing";
import { type Ctx, formatMoney } from "@/server/kernel";
import type { ApiKey, KeyBudget } from "./contract";
import { limitsOf } from "./limits/key-limits";
import type { KeyRow } from "./store/keys";

/** Keys of an owner as people see them; never with their secret. */
export async function apiKeysFrom(ctx: Ctx, rows: readonly KeyRow[], owner: string): Promise<ApiKey[]> {
  const subjects = rows.map(({ id, ownerId }) => ({ kind: "key", ref: id, ownerId }) as const);
  const now = ctx.now();
  const states = await readBudgets(ctx, subjects, now);
  return rows.map((row) => apiKeyFrom(row, { owner, now, states: states.filter(({ ref }) => ref === row.id) }));
}

interface Seen {
  readonly owner: string;
  readonly states: readonly BudgetState[];
  readonly now: Date;
}

function apiKeyFrom(row: KeyRow, { owner, states, now }: Seen): ApiKey {
  const { id, name, prefix, disabledAt, secretSince, createdAt, lastUsedAt } = row;
  const budgets = states.map(keyBudgetFrom);
  return {
    ...{ id, name, prefix, owner },
    ...{ budget: monthlyIn(budgets), budgets, limits: limitsOf(row) },
    ...{ disabledAt, secretSince, oldSecret: oldSecretOf(row, now), createdAt, lastUsedAt },
  };
}

function oldSecretOf({ oldPrefix: prefix, oldSecretEndsAt: worksUntil }: KeyRow, now: Date): ApiKey["oldSecret"] {
  return prefix !== null && worksUntil !== null && worksUntil > now ? { prefix, worksUntil } : null;
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
