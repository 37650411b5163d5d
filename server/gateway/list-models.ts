import type { TokenPrice } from "@/server/billing";
import type { Ctx } from "@/server/kernel";
import type { Directory } from "./callable";
import type { Caller } from "./caller";
import { mayCallModel } from "./limits/key-limits";
import { listOffers } from "./providers/offer";

export interface ListedModel {
  readonly name: string;
  readonly createdAt: Date;
  readonly isRunning: boolean;
  /** Tokens that fit, where it is known. */
  readonly contextLength: number | null;
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
      contextLength: null,
      priced: { repoId },
    });
  }
  for (const { publicId: name, createdAt, contextLength, price } of offers) {
    if (models.has(name.toLowerCase()) || !mayCallModel(caller.limits, name)) continue;
    models.set(name.toLowerCase(), { name, createdAt, isRunning: true, contextLength, priced: { price } });
  }
  return [...models.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
