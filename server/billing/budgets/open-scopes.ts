import type { Ctx } from "@/server/kernel";
import { BUDGET_KINDS, BUDGET_PERIODS } from "../contract";
import { periodOf } from "./period";
import { spentBefore } from "./spent-before";
import { type BudgetRow, findScopes, insertScope, listBudgets, type ScopeRow, type Subject } from "./store/scopes";

/**
 * The budgets that a call of these subjects has to fit into, in their periods of this moment and in the order in which
 * they are asked: key, member, project, wallet. A period that nobody spent in before gets its row here.
 */
export async function openScopes(ctx: Ctx, subjects: readonly Subject[], at: Date): Promise<readonly ScopeRow[]> {
  const budgets = await listBudgets(ctx.db, subjects, ctx.site.currency);
  if (budgets.length === 0) return [];
  const names = budgets.map((budget) => ({ ...budget, periodStart: periodOf(budget.period, at).start }));
  const known = await findScopes(ctx.db, names);
  if (known.length === budgets.length) return known.sort(inOrder);

  const isKnown = (budget: BudgetRow) => known.some((scope) => isOf(scope, budget));
  await Promise.all(budgets.filter((budget) => !isKnown(budget)).map((budget) => openScope(ctx, budget, at)));
  return (await findScopes(ctx.db, names)).sort(inOrder);
}

/** Opens a budget in the period of a moment, with what was spent in it before. */
export async function openScope(ctx: Ctx, budget: BudgetRow, at: Date): Promise<void> {
  const times = periodOf(budget.period, at);
  await insertScope(ctx.db, { ...budget, times, spent: await spentBefore(ctx, budget, times) });
}

const isOf = (scope: ScopeRow, { kind, ref, period }: BudgetRow) =>
  scope.kind === kind && scope.ref === ref && scope.period === period;

const inOrder = (a: ScopeRow, b: ScopeRow) =>
  BUDGET_KINDS.indexOf(a.kind) - BUDGET_KINDS.indexOf(b.kind) ||
  BUDGET_PERIODS.indexOf(a.period) - BUDGET_PERIODS.indexOf(b.period);
