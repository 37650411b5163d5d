import { getTranslations } from "next-intl/server";
import { ChangeTable } from "@/components/admin/finance/change-table";
import { ChangeWallet } from "@/components/admin/finance/change-wallet";
import { CreateVoucher } from "@/components/admin/finance/create-voucher";
import { IssueInvoice } from "@/components/admin/finance/issue-invoice";
import { VoucherTable } from "@/components/admin/finance/voucher-table";
import { MoreRows } from "@/components/billing/more-rows";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Card, CardHeader } from "@/components/ui/card";
import { contextOfPage } from "@/server/api/page-context";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { titleOf } from "@/server/api/page-title";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";
import { ListBalanceChangesInput, ListVouchersInput } from "@/server/billing/contract/funds";

const PATH = "/admin/finance";
const SHOWN = 50;

export const generateMetadata = titleOf("adminFinance");

export default async function FinancePage({ searchParams }: { searchParams: PageQuery }) {
  const [t, { site }, viewer] = await Promise.all([getTranslations("adminFinance"), contextOfPage(), requireViewer()]);
  const said = await searchParams;
  const changesQuery = filterOfPage(ListBalanceChangesInput, { cursor: said.changes }, { limit: SHOWN });
  const vouchersQuery = filterOfPage(ListVouchersInput, { cursor: said.vouchers }, { limit: SHOWN });
  const cursors = { changes: changesQuery.cursor, vouchers: vouchersQuery.cursor };
  const [changes, vouchers] = await Promise.all([
    listOfPage(api.billing.listBalanceChanges(changesQuery), listAddress(PATH, { ...cursors, changes: undefined })),
    listOfPage(api.billing.listVouchers(vouchersQuery), listAddress(PATH, { ...cursors, vouchers: undefined })),
  ]);
  const more = (
    name: keyof typeof cursors,
    { items, nextCursor }: { items: readonly unknown[]; nextCursor: string | null },
  ) => <MoreRows {...{ path: PATH, cursors, name, nextCursor }} count={items.length} />;
  const { currency } = site;
  return (
    <PageBody>
      <Words namespaces={["adminFinanceForms", "stepUp"]}>
        <PageHeader title={t("title")} description={t("text")} actions={<IssueInvoice />} />
        <Card className="overflow-hidden">
          <CardHeader
            title={t("changes")}
            description={t("changesText")}
            actions={
              <span className="flex flex-wrap justify-end gap-2">
                <ChangeWallet kind="top_up" currency={currency} />
                <ChangeWallet kind="bonus" currency={currency} />
                <ChangeWallet kind="adjustment" currency={currency} />
              </span>
            }
          />
          <ChangeTable changes={changes.items} viewer={viewer.username} />
          {more("changes", changes)}
        </Card>
        <Card className="overflow-hidden">
          <CardHeader
            title={t("vouchers")}
            description={t("vouchersText")}
            actions={<CreateVoucher currency={currency} />}
          />
          <VoucherTable vouchers={vouchers.items} />
          {more("vouchers", vouchers)}
        </Card>
      </Words>
    </PageBody>
  );
}
