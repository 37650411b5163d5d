import { getLocale, getTranslations } from "next-intl/server";
import { RecordTable } from "@/components/patterns/record-table";
import { Money } from "@/components/ui/money";
import { TextLink } from "@/components/ui/text-link";
import type { StatementSummary } from "@/server/billing/contract/statements";

/** Months in which something was booked. */
export async function StatementTable({ statements }: { statements: readonly StatementSummary[] }) {
  const [t, locale] = await Promise.all([getTranslations("billing"), getLocale()]);
  if (statements.length === 0) return <p className="text-small text-text-muted px-4 pb-6">{t("noStatements")}</p>;
  return (
    <RecordTable
      label={t("statements")}
      rows={statements}
      rowId={({ month }) => month}
      columns={[
        {
          id: "month",
          header: t("month"),
          isTitle: true,
          cell: ({ month }) => (
            <TextLink href={`/console/billing/statements/${month}`} className="font-medium">
              {month}
            </TextLink>
          ),
        },
        {
          id: "charged",
          header: t("figures.charged"),
          align: "right",
          cell: ({ charged, currency }) => <Money amount={charged} currency={currency} locale={locale} />,
        },
        {
          id: "moved",
          header: t("figures.moved"),
          align: "right",
          cell: ({ moved, currency }) => <Money amount={moved} currency={currency} locale={locale} />,
        },
      ]}
    />
  );
}
