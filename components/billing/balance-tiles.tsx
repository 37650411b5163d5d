import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { StatTile } from "@/components/patterns/stat-tile";
import { Money, moneyText } from "@/components/ui/money";
import type { Balance } from "@/server/billing/contract/funds";

const TILE_DIGITS = 4;

interface Props {
  balance: Balance;
  /** Of this month. */
  charged: string;
}

/** What there is, what this month cost, and how long it lasts. */
export async function BalanceTiles({ balance, charged }: Props) {
  const [t, locale, format] = await Promise.all([getTranslations("balance"), getLocale(), getFormatter()]);
  const { cash, funds, owed, limit, available, perDay, runwayDays, currency } = balance;
  const money = (amount: string) => (
    <Money amount={amount} currency={currency} locale={locale} digits={TILE_DIGITS} className="max-sm:text-title" />
  );
  const text = (amount: string) => moneyText(amount, currency, { locale, digits: TILE_DIGITS });
  return (
    <>
      <div className="grid grid-cols-2 gap-3 xl:grid-cols-4">
        <StatTile
          label={t("available")}
          value={available === null ? t("unlimited") : money(available)}
          note={limit === null ? t("noLimit") : t("withCredit", { limit: text(limit) })}
        />
        <StatTile label={t("cash")} value={money(cash)} note={t("owed", { owed: text(owed) })} />
        <StatTile label={t("month")} value={money(charged)} />
        <StatTile
          label={t("perDay")}
          value={money(perDay)}
          note={runwayDays === null ? t("noEnd") : t("runway", { days: runwayDays })}
        />
      </div>
      {funds.length > 0 ? (
        <ul aria-label={t("funds")} className="text-small grid gap-1">
          {funds.map((fund) => (
            <li key={funds.indexOf(fund)}>
              {fund.expiresAt === null
                ? t(`${fund.kind}Left`, { left: text(fund.left) })
                : t(`${fund.kind}Until`, {
                    left: text(fund.left),
                    until: format.dateTime(fund.expiresAt, { dateStyle: "medium", timeZone: "UTC" }),
                  })}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
