import { type Ctx, formatMoney } from "@/server/kernel";
import type { Spending } from "./contract";
import { dayOf, monthOf } from "./month";
import { totalMinutes } from "./store/intervals";
import { totalUsage } from "./store/usage";

interface MonthSpending extends Pick<Spending, "periodStart" | "periodEnd" | "tokens" | "minutes" | "total"> {
  readonly tokenCount: number;
}

/** Tokens, their cost and that of minutes in this UTC month; `null` sums up everybody. */
export async function spendingOf(ctx: Ctx, ownerId: string | null): Promise<MonthSpending> {
  const month = monthOf(ctx.now());
  const days = { ownerId, from: dayOf(month.start), to: dayOf(month.end), currency: ctx.site.currency };
  const [{ cost, inputTokens, outputTokens }, minutes] = await Promise.all([
    totalUsage(ctx.db, days),
    totalMinutes(ctx.db, ownerId, month),
  ]);
  return {
    periodStart: month.start,
    periodEnd: month.end,
    tokenCount: inputTokens + outputTokens,
    tokens: formatMoney(cost),
    minutes: formatMoney(minutes),
    total: formatMoney(cost + minutes),
  };
}
