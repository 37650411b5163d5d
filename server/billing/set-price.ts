import { authorizePlatform, personOf, requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand, parseMoney } from "@/server/kernel";
import { Price, SetPriceInput, Sku } from "./contract";
import { priceFrom } from "./price";
import { insertPrice } from "./store/prices";

export const setPrice = defineCommand({
  name: "billing.setPrice",
  summary: "Set a price from a moment on; what was used before keeps its price",
  http: { method: "POST", path: "/prices", status: 201 },
  input: SetPriceInput,
  output: Price,
  async run(ctx, { meter, target = "", amount, effectiveFrom }) {
    await authorizePlatform(ctx, "platform.prices");
    requireRecentSignIn(ctx);
    const createdAt = ctx.now();
    const from = effectiveFrom === undefined ? createdAt : new Date(effectiveFrom);
    if (from < createdAt) throw new DomainError("invalid", "A price cannot begin in the past");
    if (target !== "" && (meter === "compute.time") !== Sku.safeParse(target).success) {
      throw new DomainError("invalid", "Tokens are priced by model, time by instance type");
    }

    const row = {
      ...{ id: ctx.id(), meter, target, currency: ctx.site.currency, amount: parseMoney(amount) },
      ...{ effectiveFrom: from, createdBy: personOf(ctx).userId, createdAt },
    };
    return atomically(ctx, async (ctx) => {
      await insertPrice(ctx.db, row);
      const price = priceFrom(row);
      await audit(ctx, "price.set", {
        kind: "Price",
        id: row.id,
        name: meter,
        details: { target, amount: price.amount },
      });
      return price;
    });
  },
});
