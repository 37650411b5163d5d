import type { ScopeRow } from "@/server/billing";
import { type BudgetKind, type BudgetPeriod, INSUFFICIENT_QUOTA } from "@/server/billing/contract";
import { DomainError } from "@/server/kernel";

const WHOSE: Readonly<Record<BudgetKind, string>> = {
  key: "this API key",
  member: "the member who made this API key",
  project: "the resource group of this model",
  wallet: "this account",
};
const EACH: Readonly<Record<BudgetPeriod, string>> = {
  hour: "hourly",
  day: "daily",
  week: "weekly",
  month: "monthly",
  total: "total",
};

/** What a call is told that does not fit into a budget: whose it is, and when it begins anew. */
export function usedUp({ kind, period, periodEnd }: ScopeRow): DomainError {
  const resetsAt = periodEnd?.toISOString() ?? null;
  const then = resetsAt ? `It begins anew at ${resetsAt}.` : "Somebody has to raise it.";
  return new DomainError(
    "quota_exceeded",
    `The ${EACH[period]} budget of ${WHOSE[kind]} has not enough left for this call. ${then}`,
    { reason: INSUFFICIENT_QUOTA, details: { scope: kind, period, resetsAt } },
  );
}

export const outOfReach = () =>
  new DomainError("unavailable", "Budgets cannot be read at the moment; try again", { reason: "budget_out_of_reach" });
