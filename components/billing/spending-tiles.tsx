import { getLocale, getTranslations } from "next-intl/server";
import { StatTile } from "@/components/patterns/stat-tile";
import { Callout } from "@/components/ui/callout";
import { Money, moneyText } from "@/components/ui/money";
import type { Spending } from "@/server/billing/contract";

const TILE_DIGITS = 4;
const WARN_AT = 0.8;

/** What an owner spent this month, owes, and may owe. */
export async function SpendingTiles({ spending }: { spending: Spending }) {
  const [t, locale] = await Promise.all([getTranslations("spending"), getLocale()]);
  const { currency, owner, tokens, minutes, total, owed, limit } = spending;
  const money = (amount: string) => (
    <Money amount={amount} currency={currency} locale={locale} digits={TILE_DIGITS} className="max-sm:text-title" />
  );
  // Only to say how near the limit is; the server decides with exact numbers.
  const share = limit === null ? 0 : Number(owed) / Number(limit);
  return (
    <>
      {limit !== null && share >= WARN_AT ? (
        <Callout
          tone={share >= 1 ? "danger" : "warning"}
          title={t(share >= 1 ? "usedUp" : "nearlyUsedUp", { owner, limit: moneyText(limit, currency, { locale }) })}
        >
          {t("whoRaises")}
        </Callout>
      ) : null}
      <div className="grid grid-cols-2 gap-3 xl:grid-cols-4">
        <StatTile label={t("total")} value={money(total)} />
        <StatTile label={t("tokens")} value={money(tokens)} />
        <StatTile label={t("minutes")} value={money(minutes)} />
        <StatTile
          label={t("owed")}
          value={money(owed)}
          note={limit === null ? t("noLimit") : t("ofLimit", { limit: moneyText(limit, currency, { locale }) })}
        />
      </div>
    </>
  );
}
