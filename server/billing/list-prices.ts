import { authorizePlatform } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { ListPricesInput, Price } from "./contract";
import { priceFrom } from "./price";
import { listPriceRows } from "./store/prices";

export const listPrices = defineQuery({
  name: "billing.listPrices",
  summary: "List the versions of the price list, newest first",
  http: { method: "GET", path: "/prices" },
  input: ListPricesInput,
  output: pageOf(Price),
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.prices");
    const { items, nextCursor } = await page(ctx, input, {
      list: "billing.listPrices",
      read: (after, limit) => listPriceRows(ctx.db, after, limit),
      keyOf: (row) => ({ sort: row.effectiveFrom.toISOString(), id: row.id }),
    });
    return { items: items.map(priceFrom), nextCursor };
  },
});
