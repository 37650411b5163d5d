import { spendingOf } from "@/server/billing";
import { countRepos } from "@/server/hub";
import { countDeployments } from "@/server/inference";
import type { Ctx } from "@/server/kernel";

/** What somebody has and spends this month; `null` is everybody. */
export async function figuresOf(ctx: Ctx, ownerId: string | null) {
  const [spending, deployments, repositories] = await Promise.all([
    spendingOf(ctx, ownerId),
    countDeployments(ctx.db, ownerId),
    countRepos(ctx.db, ownerId),
  ]);
  return { ...spending, ...deployments, repositories, currency: ctx.site.currency };
}
