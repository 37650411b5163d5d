import { Download } from "lucide-react";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LineTable } from "@/components/billing/line-table";
import { MovementTable } from "@/components/billing/movement-table";
import { StatementTiles } from "@/components/billing/statement-tiles";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { orForbidden } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";
import { MonthName } from "@/server/billing/contract/statements";

interface Props {
  params: Promise<{ month: string }>;
}

export async function generateMetadata({ params }: Props) {
  const [t, { month }] = await Promise.all([getTranslations("billing"), params]);
  return { title: t("statementOf", { month }) };
}

export default async function StatementPage({ params }: Props) {
  const [t, { owner }, { month }] = await Promise.all([getTranslations("billing"), requireViewer(), params]);
  if (!MonthName.safeParse(month).success) notFound();
  const statement = await orForbidden(api.billing.getStatement({ owner, month }));
  const { lines, charged, currency, movements, invoice } = statement;
  return (
    <PageBody>
      <PageHeader
        breadcrumb={<TextLink href="/console/billing">{t("title")}</TextLink>}
        title={t("statementOf", { month })}
        description={t("statementAbout", { owner })}
        actions={(["csv", "jsonl"] as const).map((format) => (
          <Button key={format} asChild>
            <a href={`/api/v1/charges/export?${new URLSearchParams({ owner, month, format })}`} download>
              <Download aria-hidden />
              {t(format)}
            </a>
          </Button>
        ))}
      />
      {invoice ? (
        <p>
          <TextLink href={`/console/billing/invoices/${invoice.id}`}>
            {t("invoiceNumber", { number: invoice.number })}
          </TextLink>
        </p>
      ) : null}
      <StatementTiles statement={statement} />
      <Card className="overflow-hidden">
        <CardHeader title={t("lines")} />
        <LineTable lines={lines} total={charged} currency={currency} />
      </Card>
      <Card className="overflow-hidden">
        <CardHeader title={t("movements")} description={t("movementsText")} />
        <MovementTable movements={movements} currency={currency} />
      </Card>
    </PageBody>
  );
}
