import { type Ctx, parseMoney } from "@/server/kernel";
import { METERS } from "./contract";
import { METER_FACTS } from "./meters";
import { hasPrices, insertPrices } from "./store/prices";

/** The price list of the first start. Does nothing once there is any price in the installation's currency. */
export async function ensureDefaultPrices(ctx: Ctx): Promise<void> {
  const { currency } = ctx.site;
  if (await hasPrices(ctx.db, currency)) return;
  const effectiveFrom = new Date(0);
  await insertPrices(
    ctx.db,
    METERS.map((meter) => ({
      id: ctx.id(),
      meter,
      target: METER_FACTS[meter].startTarget,
      currency,
      amount: parseMoney(METER_FACTS[meter].startPrice),
      effectiveFrom,
      createdBy: null,
      createdAt: ctx.now(),
    })),
  );
}
