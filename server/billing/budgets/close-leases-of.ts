import type { Ctx } from "@/server/kernel";
import { closeLease, listLeasesOf } from "./store/leases";

/** Ends all leases of a process that is gone and of which nothing is left to be settled. */
export async function closeLeasesOf(ctx: Ctx, node: string): Promise<void> {
  for (const id of await listLeasesOf(ctx.db, node)) await closeLease(ctx.db, id);
}
