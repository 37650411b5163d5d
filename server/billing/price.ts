import { formatMoney } from "@/server/kernel";
import type { Price } from "./contract";
import { METER_FACTS } from "./meters";
import type { PriceRow } from "./store/prices";

/** A row of the price list for people. */
export const priceFrom = ({ target, amount, ...row }: PriceRow): Price => ({
  ...row,
  target: target === "" ? null : target,
  amount: formatMoney(amount),
  per: METER_FACTS[row.meter].per,
});
