import { getLocale, getTranslations } from "next-intl/server";
import { StatTile } from "@/components/patterns/stat-tile";
import { Count } from "@/components/ui/count";
import { Money } from "@/components/ui/money";
import type { InstallationOverview } from "@/server/insights/contract";

/** What the installation holds, runs and spends this month. */
export async function Figures({ figures }: { figures: InstallationOverview }) {
  const [t, locale] = await Promise.all([getTranslations("adminOverview"), getLocale()]);
  const money = (amount: string) => <Money amount={amount} currency={figures.currency} locale={locale} digits={2} />;
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-7">
      <StatTile label={t("users")} value={<Count value={figures.users} locale={locale} />} />
      <StatTile label={t("organizations")} value={<Count value={figures.organizations} locale={locale} />} />
      <StatTile label={t("repositories")} value={<Count value={figures.repositories} locale={locale} />} />
      <StatTile label={t("running")} value={figures.running} unit={t("ofAll", { count: figures.deployments })} />
      <StatTile label={t("tokens")} value={<Count value={figures.tokenCount} locale={locale} />} />
      <StatTile label={t("tokenCost")} value={money(figures.tokens)} />
      <StatTile label={t("minutes")} value={money(figures.minutes)} />
    </div>
  );
}
