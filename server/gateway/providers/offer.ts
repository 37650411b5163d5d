import type { TokenPrice } from "@/server/billing";
import { type Ctx, DomainError } from "@/server/kernel";
import { modelNotFound } from "../callable";
import type { Caller } from "../caller";
import type { ProviderKindId } from "../contract/provider";
import { findModelByName, listOfferRows, type ProviderModelRow, type ProviderRow } from "./store";

/** A model of a provider that is on, and how it is reached. */
export interface Offer {
  readonly modelId: string;
  readonly publicId: string;
  readonly upstreamName: string;
  readonly contextLength: number | null;
  readonly createdAt: Date;
  readonly price: TokenPrice;
  readonly provider: Pick<
    ProviderRow,
    "id" | "name" | "baseUrl" | "credential" | "headers" | "totalMs" | "idleMs" | "organizationIds"
  > & { readonly kind: ProviderKindId };
}

interface Wanted {
  readonly caller: Pick<Caller, "ownerIds">;
  readonly wanted: string;
}

/**
 * The model of a provider that callers reach by this name. Throws `not_found` (`model_not_found`) when there is none for
 * this caller, `unavailable` (`no_price`) when its prices are in a currency that is not the installation's any more.
 */
export async function getOffer(ctx: Ctx<"traffic">, { caller, wanted }: Wanted): Promise<Offer> {
  const load = async () => {
    const found = await findModelByName(ctx.db, wanted);
    if (!found?.provider.isEnabled) throw modelNotFound(wanted);
    return offerOf(found);
  };
  const offer = await ctx.live.traffic.recent.offers(wanted.toLowerCase(), { load });
  if (!isFor(offer, caller)) throw modelNotFound(wanted);
  if (offer.price.currency === ctx.site.currency) return offer;
  throw new DomainError(
    "unavailable",
    `There is no price in ${ctx.site.currency} for '${wanted}'; an administrator sets it`,
    {
      reason: "no_price",
    },
  );
}

/** What a caller may call of providers, by name. */
export async function listOffers(ctx: Ctx, caller: Pick<Caller, "ownerIds">): Promise<readonly Offer[]> {
  const offers = (await listOfferRows(ctx.db)).map(offerOf);
  return offers.filter((offer) => isFor(offer, caller) && offer.price.currency === ctx.site.currency);
}

const isFor = ({ provider: { organizationIds } }: Offer, { ownerIds }: Pick<Caller, "ownerIds">): boolean =>
  organizationIds.length === 0 || organizationIds.some((id) => ownerIds.includes(id));

function offerOf({ model, provider }: { readonly model: ProviderModelRow; readonly provider: ProviderRow }): Offer {
  const { id: modelId, publicId, upstreamName, contextLength, createdAt, currency } = model;
  const price = {
    ...{ inputPriceId: modelId, input: model.inputPrice, outputPriceId: modelId, output: model.outputPrice, currency },
    ...(model.cachedInputPrice !== null && { cachedInput: model.cachedInputPrice }),
  };
  return { modelId, publicId, upstreamName, contextLength, createdAt, price, provider };
}
