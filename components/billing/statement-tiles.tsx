import { getLocale, getTranslations } from "next-intl/server";
import { StatTile } from "@/components/patterns/stat-tile";
import { Money } from "@/components/ui/money";
import type { Statement } from "@/server/billing/contract/statements";

const FIGURES = ["opening", "charged", "moved", "closing"] as const;

/** How the balance of a month came about. */
export async function StatementTiles({ statement }: { statement: Statement }) {
  const [t, locale] = await Promise.all([getTranslations("billing"), getLocale()]);
  return (
    <div className="grid grid-cols-2 gap-3 xl:grid-cols-4">
      {FIGURES.map((name) => (
        <StatTile
          key={name}
          label={t(`figures.${name}`)}
          value={<Money amount={statement[name]} currency={statement.currency} locale={locale} digits={4} />}
        />
      ))}
    </div>
  );
}
