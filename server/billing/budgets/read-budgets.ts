import type { Ctx } from "@/server/kernel";
import { BUDGET_PERIODS } from "../contract";
import { periodOf } from "./period";
import { spentBefore } from "./spent-before";
import { type BudgetRow, findScopes, listBudgets, type Subject } from "./store/scopes";

/** A budget and how much of it is spent at some moment. */
export interface BudgetState extends Pick<BudgetRow, "kind" | "ref" | "period" | "mode" | "currency"> {
  /** Nano-units. */
  readonly limit: bigint;
  readonly spent: bigint;
  /** When it begins anew; `null` is never. */
  readonly resetsAt: Date | null;
}

/** The budgets of some subjects in their periods of a moment, short periods first. Opens none. */
export async function readBudgets(ctx: Ctx, subjects: readonly Subject[], at: Date): Promise<readonly BudgetState[]> {
  const budgets = await listBudgets(ctx.db, subjects, ctx.site.currency);
  const times = budgets.map((budget) => ({ budget, ...periodOf(budget.period, at) }));
  const scopes = await findScopes(
    ctx.db,
    times.map(({ budget, start }) => ({ ...budget, periodStart: start })),
  );
  const states = times.map(async ({ budget, start, end }) => {
    const { kind, ref, ownerId, period, mode, lim: limit, currency } = budget;
    const scope = scopes.find(
      (one) => one.kind === kind && one.ref === ref && one.ownerId === ownerId && one.period === period,
    );
    const spent = scope?.spent ?? (await spentBefore(ctx, budget, { start, end }));
    return { kind, ref, period, mode, currency, limit, spent, resetsAt: end };
  });
  return (await Promise.all(states)).sort(shortFirst);
}

const shortFirst = (a: BudgetState, b: BudgetState) =>
  BUDGET_PERIODS.indexOf(a.period) - BUDGET_PERIODS.indexOf(b.period);
