import type { Ctx } from "@/server/kernel";
import { chooseDeployment, type Directory } from "./callable";
import type { Caller } from "./caller";
import { assertMayCall } from "./limits/key-limits";
import { getOffer } from "./providers/offer";
import type { Target } from "./target";

/**
 * Who serves a model for a caller, for questions that cost nothing, and its name. Throws `forbidden`
 * (`endpoint_not_allowed`, `model_not_allowed`), `not_found` (`model_not_found`) or `unavailable`
 * (`deployment_not_running`).
 */
export async function findTarget(
  ctx: Ctx<"traffic">,
  directory: Directory,
  { caller, wanted }: { readonly caller: Caller; readonly wanted: string },
): Promise<{ readonly model: string; readonly target: Target }> {
  assertMayCall(caller.limits, { model: wanted, endpoint: "messages" });
  const { load } = ctx.live.traffic;
  const found = chooseDeployment(await directory(ctx, caller), { wanted, caller, load });
  if (found) return { model: found.model, target: { kind: "deployment", address: String(found.addresses[0]) } };
  const offer = await getOffer(ctx, { caller, wanted });
  return { model: offer.publicId, target: { kind: "provider", offer } };
}
