import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { MetricChart } from "@/components/patterns/metric-chart";
import { moneyText } from "@/components/ui/money";
import type { UsageSummary } from "@/server/gateway/contract";

/** Cost of tokens by UTC day. Only the height of a bar is a number; what is read are the exact amounts. */
export async function SpendChart({ summary }: { summary: UsageSummary }) {
  const [t, format, locale] = await Promise.all([getTranslations("usage"), getFormatter(), getLocale()]);
  const { currency, total, days } = summary;
  return (
    <MetricChart
      title={t("perDay")}
      description={t("perDayText", { currency })}
      size="lg"
      money={{ currency, locale }}
      headline={moneyText(total.cost, currency, { locale })}
      series={[{ key: "cost", label: t("cost") }]}
      points={days.map(({ day, cost }) => ({
        at: format.dateTime(new Date(day), { day: "numeric", month: "short", timeZone: "UTC" }),
        values: { cost: Number(cost) },
        texts: { cost: moneyText(cost, currency, { locale }) },
      }))}
    />
  );
}
