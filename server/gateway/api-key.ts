import { type Month, monthOf } from "@/server/billing";
import { formatMoney } from "@/server/kernel";
import type { ApiKey } from "./contract";
import type { SpendingKey } from "./store/keys";

/** A key as its owner sees it; never with its secret. */
export function apiKeyFrom(row: SpendingKey, owner: string, now: Date): ApiKey {
  const { id, name, prefix, createdAt, lastUsedAt } = row;
  return { id, name, prefix, owner, budget: budgetFrom(row, monthOf(now)), createdAt, lastUsedAt };
}

function budgetFrom({ monthlyLimit, spent, currency }: SpendingKey, { end }: Month): ApiKey["budget"] {
  if (monthlyLimit === null) return null;
  return { limit: formatMoney(monthlyLimit), spent: formatMoney(spent), currency, period: "month", resetsAt: end };
}
