import { dropMaterialized } from "@/server/content";
import type { Ctx } from "@/server/kernel";
import { WORKLOAD_OWNER } from "./reconcile-deployment";
import { reconcileSoon } from "./reconcile-soon";
import { listKnownIds, listUnsettledIds } from "./store/deployments";

/** Whatever got lost, a job or a row: what is wanted is looked at, what nobody knows is ended. */
export async function sweep(ctx: Ctx<"compute" | "runFolders">): Promise<void> {
  for (const id of await listUnsettledIds(ctx.db)) await reconcileSoon(ctx, id);
  const running = await ctx.ports.compute.list(WORKLOAD_OWNER);
  const known = new Set(await listKnownIds(ctx.db, running));
  for (const id of running.filter((id) => !known.has(id))) {
    await dropMaterialized(ctx.live.runFolders.weightsOf(id));
    await ctx.ports.compute.remove(id);
  }
  await ctx.ports.compute.sweep();
}
