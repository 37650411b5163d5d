import { getLocale, getTranslations } from "next-intl/server";
import { StatTile } from "@/components/patterns/stat-tile";
import { Callout } from "@/components/ui/callout";
import { Money, moneyText } from "@/components/ui/money";
import type { Spending } from "@/server/billing/contract";

const TILE_DIGITS = 4;
const WARN_BELOW = 0.2;

/** What an owner spent this month, and what is left of their money and credit. */
export async function SpendingTiles({ spending }: { spending: Spending }) {
  const [t, locale] = await Promise.all([getTranslations("spending"), getLocale()]);
  const { currency, tokens, minutes, total, owed, funds, available } = spending;
  const money = (amount: string) => (
    <Money amount={amount} currency={currency} locale={locale} digits={TILE_DIGITS} className="max-sm:text-title" />
  );
  const text = (amount: string) => moneyText(amount, currency, { locale, digits: TILE_DIGITS });
  return (
    <>
      <Warning spending={spending} locale={locale} />
      <div className="grid grid-cols-2 gap-3 xl:grid-cols-4">
        <StatTile label={t("total")} value={money(total)} />
        <StatTile label={t("tokens")} value={money(tokens)} />
        <StatTile label={t("minutes")} value={money(minutes)} />
        <StatTile
          label={t("available")}
          value={available === null ? t("noLimit") : money(available)}
          note={t("balance", { funds: text(funds), owed: text(owed) })}
        />
      </div>
    </>
  );
}

/** Whether anything can be spent is the server's word; how near the end is only has to be said about right. */
async function Warning({ spending, locale }: { spending: Spending; locale: string }) {
  const { owner, currency, limit, funds, available, isUsedUp } = spending;
  if (limit === null || available === null) return null;
  if (!isUsedUp && Number(available) > WARN_BELOW * (Number(limit) + Number(funds))) return null;
  const t = await getTranslations("spending");
  const isPrepaid = Number(limit) === 0;
  const name = `${isPrepaid ? "prepaid" : "credit"}.${isUsedUp ? "usedUp" : "nearlyUsedUp"}` as const;
  return (
    <Callout
      tone={isUsedUp ? "danger" : "warning"}
      title={t(name, {
        owner,
        limit: moneyText(limit, currency, { locale }),
        available: moneyText(available, currency, { locale, digits: TILE_DIGITS }),
      })}
    >
      {t(isPrepaid ? "prepaid.help" : "credit.help")}
    </Callout>
  );
}
