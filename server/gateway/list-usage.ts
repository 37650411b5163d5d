import { sumUsage, type UsageSum } from "@/server/billing";
import { KEYLESS } from "@/server/billing/contract";
import { type Ctx, defineQuery, formatMoney, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { ListUsageInput, UsageItem } from "./contract";
import { usageFilterOf } from "./range";
import { findKeyNames } from "./store/keys";

export const listUsage = defineQuery({
  name: "gateway.listUsage",
  summary: "Sum up tokens and cost by API key, model or UTC day",
  http: { method: "GET", path: "/usage" },
  input: ListUsageInput,
  output: pageOf(UsageItem),
  async run(ctx: Ctx<"dueCharges">, input) {
    const { groupBy } = input;
    const filter = await usageFilterOf(ctx, input);
    const { items, nextCursor } = await page(ctx, input, {
      list: `gateway.listUsage ${filter.ownerId}`,
      read: (after, limit) => sumUsage(ctx.db, filter, { groupBy, after: after?.sort ?? null, limit }),
      keyOf: ({ group }) => ({ sort: group, id: KEYLESS }),
    });
    const names = groupBy === "key" ? await keyNamesOf(ctx, items) : new Map<string, string>();
    return {
      items: items.map((sum) => ({ ...groupOf(sum, groupBy, names), ...figuresOf(sum), currency: filter.currency })),
      nextCursor,
    };
  },
});

const keyNamesOf = (ctx: Ctx, sums: readonly UsageSum[]) =>
  findKeyNames(
    ctx.db,
    sums.map(({ group }) => group),
  );

const figuresOf = ({ requests, inputTokens, outputTokens, cost }: UsageSum) => ({
  requests,
  inputTokens,
  outputTokens,
  cost: formatMoney(cost),
});

function groupOf({ group }: UsageSum, by: ListUsageInput["groupBy"], names: ReadonlyMap<string, string>) {
  switch (by) {
    case "key":
      return { key: group === KEYLESS ? null : group, keyName: names.get(group) ?? null };
    case "model":
      return { model: group };
    case "day":
      return { day: group };
  }
}
