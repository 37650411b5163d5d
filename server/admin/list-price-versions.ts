import { authorizePlatform } from "@/server/access";
import { readPriceVersions } from "@/server/billing";
import { findRepoNames } from "@/server/hub";
import { defineQuery, page } from "@/server/kernel";
import { ListPriceVersionsInput, PriceVersionPage } from "./contract";

export const listPriceVersions = defineQuery({
  name: "admin.listPriceVersions",
  summary: "List the versions of the price list, newest first, with the models they are for",
  http: { method: "GET", path: "/admin/prices" },
  input: ListPriceVersionsInput,
  output: PriceVersionPage,
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.prices");
    const { items, nextCursor } = await page(ctx, input, {
      list: "admin.listPriceVersions",
      read: (after, limit) => readPriceVersions(ctx, { after, limit }),
      keyOf: ({ effectiveFrom, id }) => ({ sort: effectiveFrom.toISOString(), id }),
    });
    const models = items.flatMap(({ meter, target }) => (meter === "compute.time" || target === null ? [] : [target]));
    const names = await findRepoNames(ctx, models);
    const named = (target: string | null) => (target === null ? null : (names.get(target) ?? target));
    return { items: items.map((price) => ({ ...price, targetName: named(price.target) })), nextCursor };
  },
});
