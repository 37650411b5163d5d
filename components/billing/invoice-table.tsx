import { getLocale, getTranslations } from "next-intl/server";
import { RecordTable } from "@/components/patterns/record-table";
import { Money } from "@/components/ui/money";
import { TextLink } from "@/components/ui/text-link";
import type { InvoiceSummary } from "@/server/billing/contract/statements";

/** Invoices that were issued. */
export async function InvoiceTable({ invoices }: { invoices: readonly InvoiceSummary[] }) {
  const [t, locale] = await Promise.all([getTranslations("billing"), getLocale()]);
  if (invoices.length === 0) return <p className="text-small text-text-muted px-4 pb-6">{t("noInvoices")}</p>;
  return (
    <RecordTable
      label={t("invoices")}
      rows={invoices}
      rowId={({ id }) => id}
      columns={[
        {
          id: "number",
          header: t("number"),
          isTitle: true,
          cell: ({ id, number }) => (
            <TextLink href={`/console/billing/invoices/${id}`} className="font-medium">
              {number}
            </TextLink>
          ),
        },
        { id: "month", header: t("month"), cell: ({ month }) => month },
        { id: "issued", header: t("issued"), cell: ({ issuedAt }) => issuedAt.toISOString().slice(0, 10) },
        {
          id: "total",
          header: t("total"),
          align: "right",
          cell: ({ total, currency }) => <Money amount={total} currency={currency} locale={locale} />,
        },
      ]}
    />
  );
}
