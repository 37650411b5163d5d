import { sumUsage, totalUsage } from "@/server/billing";
import { type Ctx, defineQuery, formatMoney } from "@/server/kernel";
import { GetUsageSummaryInput, UsageSummary } from "./contract";
import { daysOf, usageFilterOf } from "./range";

const NOTHING = { requests: 0, inputTokens: 0, outputTokens: 0, cost: 0n };

export const getUsageSummary = defineQuery({
  name: "gateway.getUsageSummary",
  summary: "Show tokens and cost of every day of a range, and their total",
  http: { method: "GET", path: "/usage/summary" },
  input: GetUsageSummaryInput,
  output: UsageSummary,
  async run(ctx: Ctx<"dueCharges">, input) {
    const filter = await usageFilterOf(ctx, input);
    const days = daysOf(filter);
    const [sums, total] = await Promise.all([
      sumUsage(ctx.db, filter, { groupBy: "day", after: null, limit: days.length }),
      totalUsage(ctx.db, filter),
    ]);
    const sumOf = new Map(sums.map(({ group, ...figures }) => [group, figures]));
    return {
      ...{ from: filter.from, to: filter.to, currency: filter.currency },
      total: inMoney(total),
      days: days.map((day) => ({ day, ...inMoney(sumOf.get(day) ?? NOTHING) })),
    };
  },
});

const inMoney = <T extends { readonly cost: bigint }>({ cost, ...figures }: T) => ({
  ...figures,
  cost: formatMoney(cost),
});
