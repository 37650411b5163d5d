import { getTranslations } from "next-intl/server";
import { BalanceTiles } from "@/components/billing/balance-tiles";
import { InvoiceTable } from "@/components/billing/invoice-table";
import { LineTable } from "@/components/billing/line-table";
import { RedeemVoucher } from "@/components/billing/redeem-voucher";
import { StatementTable } from "@/components/billing/statement-table";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Card, CardHeader } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { contextOfPage } from "@/server/api/page-context";
import { orForbidden } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

const SHOWN = 24;

export async function generateMetadata() {
  const t = await getTranslations("billing");
  return { title: t("title") };
}

export default async function BillingPage() {
  const [t, { owner }, { now }] = await Promise.all([getTranslations("billing"), requireViewer(), contextOfPage()]);
  const month = now().toISOString().slice(0, 7);
  const [balance, statement, statements, invoices] = await orForbidden(
    Promise.all([
      api.billing.getBalance({ owner }),
      api.billing.getStatement({ owner, month }),
      api.billing.listStatements({ owner, limit: SHOWN }),
      api.billing.listInvoices({ owner, limit: SHOWN }),
    ]),
  );
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("about", { owner })}
        actions={
          <Words namespaces={["redeemVoucher"]}>
            <RedeemVoucher owner={owner} />
          </Words>
        }
      />
      <BalanceTiles balance={balance} charged={statement.charged} />
      <Card className="overflow-hidden">
        <CardHeader
          title={t("thisMonth")}
          actions={<TextLink href={`/console/billing/statements/${month}`}>{t("toStatement")}</TextLink>}
        />
        <LineTable lines={statement.lines} total={statement.charged} currency={statement.currency} />
      </Card>
      <Card className="overflow-hidden">
        <CardHeader title={t("statements")} description={t("statementsText")} />
        <StatementTable statements={statements.items} />
      </Card>
      <Card className="overflow-hidden">
        <CardHeader title={t("invoices")} description={t("invoicesText")} />
        <InvoiceTable invoices={invoices.items} />
      </Card>
    </PageBody>
  );
}
