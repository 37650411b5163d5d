import type { Ctx, Keyset } from "@/server/kernel";
import type { Price } from "./contract";
import { priceFrom } from "./price";
import { listPriceRows, listPricesInForce } from "./store/prices";

type PriceState = "scheduled" | "current" | "past";

/** Versions of the price list, newest first, each with whether it holds now. */
export async function readPriceVersions(
  ctx: Ctx,
  { after, limit }: { after: Keyset | null; limit: number },
): Promise<(Price & { readonly state: PriceState })[]> {
  const rows = await listPriceRows(ctx.db, after, limit);
  const now = ctx.now();
  const inForce = await listPricesInForce(ctx.db, {
    meters: [...new Set(rows.map(({ meter }) => meter))],
    targets: [...new Set(rows.map(({ target }) => target))],
    currency: ctx.site.currency,
    at: now,
  });
  const current = new Set(inForce.map(({ id }) => id));
  const stateOf = (id: string, from: Date): PriceState => {
    if (from > now) return "scheduled";
    return current.has(id) ? "current" : "past";
  };
  return rows.map((row) => ({ ...priceFrom(row), state: stateOf(row.id, row.effectiveFrom) }));
}
