import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { RecordTable } from "@/components/patterns/record-table";
import { Money } from "@/components/ui/money";
import type { Statement } from "@/server/billing/contract/statements";

interface Props {
  movements: Statement["movements"];
  currency: string;
}

/** What came in, ended or was set right. */
export async function MovementTable({ movements, currency }: Props) {
  const [t, locale, format] = await Promise.all([getTranslations("billing"), getLocale(), getFormatter()]);
  if (movements.length === 0) return <p className="text-small text-text-muted px-4 pb-6">{t("noMovements")}</p>;
  return (
    <RecordTable
      label={t("movements")}
      rows={movements}
      rowId={(row) => String(movements.indexOf(row))}
      columns={[
        { id: "kind", header: t("what"), isTitle: true, cell: ({ kind }) => t(`postings.${kind}`) },
        {
          id: "at",
          header: t("when"),
          cell: ({ at }) => format.dateTime(at, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }),
        },
        { id: "reason", header: t("reason"), cell: ({ reason }) => reason },
        {
          id: "amount",
          header: t("amount"),
          align: "right",
          cell: ({ amount }) => <Money amount={amount} currency={currency} locale={locale} />,
        },
      ]}
    />
  );
}
