import { atomically, type Ctx } from "@/server/kernel";
import { RefRule } from "./contract";
import { replaceRefRules } from "./store";

/** The protected refs of a repository from now on; earlier rules are gone. Joins the caller's transaction. */
export const setRefRules = (ctx: Ctx, repoId: string, rules: readonly RefRule[]): Promise<void> =>
  atomically(ctx, (ctx) => replaceRefRules(ctx.db, repoId, RefRule.array().max(100).parse(rules)));
