import type { TokenPrice } from "@/server/billing";
import type { Ctx } from "@/server/kernel";
import type { Directory } from "./callable";
import type { Caller } from "./caller";
import type { Endpoint } from "./contract";
import { mayCallModel } from "./limits/key-limits";
import { listOffers } from "./providers/offer";
import { endpointsOf } from "./providers/provider-call";

export interface ListedModel {
  readonly name: string;
  readonly createdAt: Date;
  readonly isRunning: boolean;
  /** Tokens that fit, where it is known; of a deployment its runtime knows. */
  readonly contextLength: number | null;
  /** Where its runtime answers; `null` for a model of a provider, and while none runs. */
  readonly address: string | null;
  /** Calls that it takes; `null`: its runtime knows. */
  readonly endpoints: readonly Endpoint[] | null;
  /** Whose price list it is on: a repository's, or its own as a model of a provider. */
  readonly priced: { readonly repoId: string } | { readonly price: TokenPrice };
}

/** The models a caller may call, each once, by name: what is deployed, and what providers offer under other names. */
export async function listModels(ctx: Ctx, directory: Directory, caller: Caller): Promise<ListedModel[]> {
  const [deployed, offers] = await Promise.all([directory(ctx, caller), listOffers(ctx, caller)]);
  const models = new Map<string, ListedModel>();
  for (const { model: name, repoId, createdAt, addresses } of deployed) {
    if (!mayCallModel(caller.limits, name)) continue;
    const known = models.get(name.toLowerCase());
    models.set(name.toLowerCase(), {
      name,
      createdAt: known && known.createdAt < createdAt ? known.createdAt : createdAt,
      isRunning: addresses.length > 0 || known?.isRunning === true,
      ...{ contextLength: null, endpoints: null, address: addresses[0] ?? known?.address ?? null },
      priced: { repoId },
    });
  }
  for (const offer of offers) {
    const { publicId: name, createdAt, contextLength, price } = offer;
    if (models.has(name.toLowerCase()) || !mayCallModel(caller.limits, name)) continue;
    const facts = { name, createdAt, isRunning: true, contextLength, address: null, priced: { price } };
    models.set(name.toLowerCase(), { ...facts, endpoints: endpointsOf(offer) });
  }
  return [...models.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
