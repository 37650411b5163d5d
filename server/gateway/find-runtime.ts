import type { Ctx } from "@/server/kernel";
import { chooseDeployment, type Directory } from "./callable";
import type { Caller } from "./caller";
import { assertMayCall } from "./limits/key-limits";

/**
 * Where a model is served for a caller, for questions that cost nothing. Throws `not_found` (`model_not_found`) or
 * `unavailable` (`deployment_not_running`).
 */
export async function findRuntime(
  ctx: Ctx<"traffic">,
  directory: Directory,
  { caller, wanted }: { readonly caller: Caller; readonly wanted: string },
): Promise<{ readonly model: string; readonly address: string }> {
  assertMayCall(caller.limits, { model: wanted, endpoint: "messages" });
  const { load } = ctx.live.traffic;
  const { model, addresses } = chooseDeployment(await directory(ctx, caller), { wanted, caller, load });
  return { model, address: String(addresses[0]) };
}
