import { setBudget } from "@/server/billing";
import { BUDGET_PERIODS } from "@/server/billing/contract";
import { type Ctx, parseMoney } from "@/server/kernel";
import type { KeyBudgetInput } from "./contract";
import type { KeyRow } from "./store/keys";

/** Gives a key these budgets and no others. */
export async function setKeyBudgets(
  ctx: Ctx,
  { id, ownerId }: Pick<KeyRow, "id" | "ownerId">,
  wanted: readonly KeyBudgetInput[],
): Promise<void> {
  for (const period of BUDGET_PERIODS) {
    const budget = { kind: "key", ref: id, ownerId, period } as const;
    const one = wanted.find((candidate) => candidate.period === period);
    await setBudget(ctx, { budget, limit: one ? parseMoney(one.limit) : null, mode: one?.mode ?? "hard" });
  }
}
