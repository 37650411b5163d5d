import { BUDGET_PERIODS, type BudgetPeriod } from "@/server/billing/contract";
import { type ApiKeyDetails, BUDGET_HOLDERS, CONSUMER_GROUPS, type ConsumerGroup } from "@/server/gateway/contract";

interface LookedAt {
  readonly of: (typeof BUDGET_HOLDERS)[number];
  readonly period: BudgetPeriod;
}

/** Which budget's consumers are shown, and how they are told apart. */
export interface ConsumersQuery extends LookedAt {
  readonly by: ConsumerGroup;
}

type Known = Pick<ApiKeyDetails, "budgets" | "can">;
type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Budgets whose consumers can be looked at: those of the key, or its month where it has none, and the account's month. */
export function budgetsToLookAt({ budgets, can }: Known): readonly (LookedAt & { readonly value: string })[] {
  const periods = budgets.length > 0 ? budgets.map(({ period }) => period) : (["month"] as const);
  const own = periods.map((period) => ({ of: "key", period }) as const);
  const account = can.seeAccount ? [{ of: "account", period: "month" } as const] : [];
  return [...own, ...account].map((one) => ({ ...one, value: addressOf(one) }));
}

const addressOf = ({ of, period }: LookedAt) => `${of}-${period}`;

/** Reads the address; what does not fit counts as not said. */
export function readConsumersQuery(query: Query, key: Known): ConsumersQuery {
  const choices = budgetsToLookAt(key);
  const chosen = choices.find(({ value }) => value === query.budget) ?? choices[0];
  const by = CONSUMER_GROUPS.find((group) => group === query.by) ?? CONSUMER_GROUPS[0];
  return { of: chosen?.of ?? BUDGET_HOLDERS[0], period: chosen?.period ?? BUDGET_PERIODS[3], by };
}

/** What the address says of it. */
export const queryOf = ({ by, ...budget }: ConsumersQuery) => ({ budget: addressOf(budget), by });
