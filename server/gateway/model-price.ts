import { type TokenPrice, tokenPriceOf } from "@/server/billing";
import { type Ctx, DomainError, formatMoney } from "@/server/kernel";
import type { ListedModel } from "./list-models";

/** What a million tokens of a model cost, as exact decimal text; `null` for a model that nobody set a price for: it cannot be called. */
export async function modelPriceOf(ctx: Ctx, priced: ListedModel["priced"]) {
  const price = await rateOf(ctx, priced);
  if (price === null) return null;
  const { input, cachedInput, output, currency } = price;
  return {
    ...{ input: formatMoney(input), output: formatMoney(output), currency },
    ...(cachedInput !== undefined && { cachedInput: formatMoney(cachedInput) }),
  };
}

async function rateOf(ctx: Ctx, priced: ListedModel["priced"]): Promise<TokenPrice | null> {
  try {
    return "price" in priced ? priced.price : await tokenPriceOf(ctx, priced.repoId, ctx.now());
  } catch (error) {
    if (error instanceof DomainError && error.code === "unavailable") return null;
    throw error;
  }
}
