import { Download } from "lucide-react";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LineTable } from "@/components/billing/line-table";
import { MetadataList } from "@/components/patterns/metadata-list";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { GetInvoiceInput } from "@/server/billing/contract/statements";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata() {
  const t = await getTranslations("billing");
  return { title: t("invoice") };
}

/** Prints as a sheet of its own: what surrounds it is not on paper. */
export default async function InvoicePage({ params }: Props) {
  const [t, asked] = await Promise.all([getTranslations("billing"), params]);
  if (!GetInvoiceInput.safeParse(asked).success) notFound();
  const invoice = await orNotFound(api.billing.getInvoice(asked));
  const { id, number, issuer, owner, month, issuedAt, lines, total, currency } = invoice;
  return (
    <PageBody>
      <PageHeader
        title={t("invoiceNumber", { number })}
        actions={
          <Button asChild className="print:hidden">
            <a href={`/api/v1/invoices/${id}/pdf`} download>
              <Download aria-hidden />
              {t("pdf")}
            </a>
          </Button>
        }
      />
      <MetadataList
        items={[
          { term: t("from"), value: issuer },
          { term: t("to"), value: owner },
          { term: t("month"), value: month },
          { term: t("issued"), value: issuedAt.toISOString().slice(0, 10) },
        ]}
      />
      <Card className="overflow-hidden">
        <LineTable lines={lines} total={total} currency={currency} />
      </Card>
    </PageBody>
  );
}
