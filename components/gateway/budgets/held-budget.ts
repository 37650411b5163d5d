import type { KeyBudget } from "@/server/gateway/contract";
import type { HolderBudgets } from "@/server/gateway/contract/budgets";

/** One budget, and whose it is. */
export interface HeldBudget extends Omit<HolderBudgets, "budgets"> {
  readonly budget: KeyBudget;
}

export const heldBudgetsOf = (holders: readonly HolderBudgets[]): readonly HeldBudget[] =>
  holders.flatMap(({ budgets, ...holder }) => budgets.map((budget) => ({ ...holder, budget })));

/** Which budget's consumers are shown, as the address says it. */
export type LookedAt = Readonly<Record<"kind" | "holder" | "period", string | undefined>>;

export const findLookedAt = (budgets: readonly HeldBudget[], { kind, holder, period }: LookedAt) =>
  budgets.find((one) => one.kind === kind && one.name === holder && one.budget.period === period) ?? null;
