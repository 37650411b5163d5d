import type { Ctx } from "@/server/kernel";
import { chooseDeployment, type Directory } from "./callable";
import type { Caller } from "./caller";
import { assertMayCall } from "./limits/key-limits";
import { getOffer } from "./providers/offer";
import { notSupported } from "./providers/provider-call";

/**
 * Where a model is served for a caller, for questions that cost nothing. Throws `not_found` (`model_not_found`),
 * `unavailable` (`deployment_not_running`), or `invalid` (`endpoint_not_supported`) for a model of a provider.
 */
export async function findRuntime(
  ctx: Ctx<"traffic">,
  directory: Directory,
  { caller, wanted }: { readonly caller: Caller; readonly wanted: string },
): Promise<{ readonly model: string; readonly address: string }> {
  assertMayCall(caller.limits, { model: wanted, endpoint: "messages" });
  const { load } = ctx.live.traffic;
  const found = chooseDeployment(await directory(ctx, caller), { wanted, caller, load });
  if (found === null) throw notSupported(await getOffer(ctx, { caller, wanted }), "counting tokens");
  return { model: found.model, address: String(found.addresses[0]) };
}
