import { authorizePlatform } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { BalanceChange, ListBalanceChangesInput } from "../contract/funds";
import { listChanges, placeOf } from "../store/changes";
import { showChanges } from "./show-change";

export const listBalanceChanges = defineQuery({
  name: "billing.listBalanceChanges",
  summary: "List top-ups, gifts, adjustments and refunds of administrators, those that wait first",
  http: { method: "GET", path: "/balance-changes" },
  input: ListBalanceChangesInput,
  output: pageOf(BalanceChange),
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.finance");
    const { items, nextCursor } = await page(ctx, input, {
      list: "billing.listBalanceChanges",
      read: (after, limit) => listChanges(ctx.db, { state: input.state, after, limit }),
      keyOf: placeOf,
    });
    return { items: await showChanges(ctx, items), nextCursor };
  },
});
