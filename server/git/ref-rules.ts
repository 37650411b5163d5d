import type { Ctx } from "@/server/kernel";
import { RefRule } from "./contract";
import { insertRefRuleRow, listRefRules, putRefRuleRow, removeRefRuleRow } from "./store";

/** Every rule of a repository, by pattern. All rules whose pattern fits a ref hold for it together. */
export const refRulesOf = (ctx: Ctx, repoId: string): Promise<RefRule[]> => listRefRules(ctx.db, repoId);

/** Adds a rule, or replaces the one of the same pattern. Joins the caller's transaction. */
export const putRefRule = (ctx: Ctx, repoId: string, rule: RefRule): Promise<void> =>
  putRefRuleRow(ctx.db, repoId, RefRule.parse(rule));

/** False when a rule has this pattern already, which stays as it is. Joins the caller's transaction. */
export const addRefRule = (ctx: Ctx, repoId: string, rule: RefRule): Promise<boolean> =>
  insertRefRuleRow(ctx.db, repoId, RefRule.parse(rule));

/** False when no rule has this pattern. Joins the caller's transaction. */
export const removeRefRule = (ctx: Ctx, repoId: string, pattern: string): Promise<boolean> =>
  removeRefRuleRow(ctx.db, repoId, pattern);
