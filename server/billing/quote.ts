import { type Ctx, formatMoney } from "@/server/kernel";
import type { Sku } from "./contract";
import { costOfMinutes } from "./cost";
import { timePriceOf } from "./price-of";

interface Wanted {
  readonly sku: Sku;
  readonly replicas: number;
}

export interface Quote {
  /** Major units as decimal text, for all replicas. */
  readonly perMinute: string;
  readonly perHour: string;
  readonly currency: string;
}

/** What running this costs from now on. Throws `unavailable` for an instance type without a price. */
export async function quote(ctx: Ctx, { sku, replicas }: Wanted): Promise<Quote> {
  const { amount, currency } = await timePriceOf(ctx, sku, ctx.now());
  const cost = (minutes: number) => formatMoney(costOfMinutes(minutes, { replicas, amount }));
  return { perMinute: cost(1), perHour: cost(60), currency };
}
