import { getTranslations } from "next-intl/server";
import { BalanceTiles } from "@/components/billing/balance-tiles";
import { InvoiceTable } from "@/components/billing/invoice-table";
import { LineTable } from "@/components/billing/line-table";
import { MoreRows } from "@/components/billing/more-rows";
import { RedeemVoucher } from "@/components/billing/redeem-voucher";
import { StatementTable } from "@/components/billing/statement-table";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Card, CardHeader } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { contextOfPage } from "@/server/api/page-context";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { orForbidden } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";
import { ListInvoicesInput, ListStatementsInput } from "@/server/billing/contract/statements";

const PATH = "/console/billing";
const SHOWN = 24;

export async function generateMetadata() {
  const t = await getTranslations("billing");
  return { title: t("title") };
}

export default async function BillingPage({ searchParams }: { searchParams: PageQuery }) {
  const [t, { owner }, { now }] = await Promise.all([getTranslations("billing"), requireViewer(), contextOfPage()]);
  const month = now().toISOString().slice(0, 7);
  const said = await searchParams;
  const statementsQuery = filterOfPage(ListStatementsInput, { cursor: said.statements }, { owner, limit: SHOWN });
  const invoicesQuery = filterOfPage(ListInvoicesInput, { cursor: said.invoices }, { owner, limit: SHOWN });
  const cursors = { statements: statementsQuery.cursor, invoices: invoicesQuery.cursor };
  const firstOf = (name: keyof typeof cursors) => listAddress(PATH, { ...cursors, [name]: undefined });
  const [[balance, statement], statements, invoices] = await Promise.all([
    orForbidden(Promise.all([api.billing.getBalance({ owner }), api.billing.getStatement({ owner, month })])),
    listOfPage(api.billing.listStatements(statementsQuery), firstOf("statements")),
    listOfPage(api.billing.listInvoices(invoicesQuery), firstOf("invoices")),
  ]);
  const more = (
    name: keyof typeof cursors,
    { items, nextCursor }: { items: readonly unknown[]; nextCursor: string | null },
  ) => <MoreRows {...{ path: PATH, cursors, name, nextCursor }} count={items.length} />;
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
        {more("statements", statements)}
      </Card>
      <Card className="overflow-hidden">
        <CardHeader title={t("invoices")} description={t("invoicesText")} />
        <InvoiceTable invoices={invoices.items} />
        {more("invoices", invoices)}
      </Card>
    </PageBody>
  );
}
