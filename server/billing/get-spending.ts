import { authorize } from "@/server/access";
import { getOwner } from "@/server/identity";
import { type Ctx, defineQuery, formatMoney } from "@/server/kernel";
import { accountResource } from "./account-resource";
import { GetSpendingInput, Spending } from "./contract";
import { spendingOf } from "./spending";
import { availableOf, isUsedUp, walletOf } from "./wallet";

export const getSpending = defineQuery({
  name: "billing.getSpending",
  summary: "Show what an owner spent this month, owes, and may owe",
  http: { method: "GET", path: "/spending" },
  input: GetSpendingInput,
  output: Spending,
  async run(ctx: Ctx<"dueCharges">, input) {
    const owner = await getOwner(ctx, input.owner);
    await authorize(ctx, "billing.read", accountResource(owner.id));
    await ctx.live.dueCharges.settled(owner.id);
    const [spending, wallet] = await Promise.all([spendingOf(ctx, owner.id), walletOf(ctx, owner.id)]);
    const { owed, limit, funds } = wallet;
    const available = availableOf(wallet);
    return {
      owner: owner.name,
      currency: ctx.site.currency,
      ...spending,
      owed: formatMoney(owed),
      limit: limit === null ? null : formatMoney(limit),
      funds: formatMoney(funds),
      available: available === null ? null : formatMoney(available),
      isUsedUp: isUsedUp(wallet),
    };
  },
});
