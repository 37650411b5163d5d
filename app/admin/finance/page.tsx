import { getTranslations } from "next-intl/server";
import { ChangeTable } from "@/components/admin/finance/change-table";
import { ChangeWallet } from "@/components/admin/finance/change-wallet";
import { CreateVoucher } from "@/components/admin/finance/create-voucher";
import { IssueInvoice } from "@/components/admin/finance/issue-invoice";
import { VoucherTable } from "@/components/admin/finance/voucher-table";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Card, CardHeader } from "@/components/ui/card";
import { contextOfPage } from "@/server/api/page-context";
import { titleOf } from "@/server/api/page-title";
import { orForbidden } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

const SHOWN = 50;

export const generateMetadata = titleOf("adminFinance");

export default async function FinancePage() {
  const [t, { site }, viewer] = await Promise.all([getTranslations("adminFinance"), contextOfPage(), requireViewer()]);
  const [changes, vouchers] = await orForbidden(
    Promise.all([api.billing.listBalanceChanges({ limit: SHOWN }), api.billing.listVouchers({ limit: SHOWN })]),
  );
  const { currency } = site;
  return (
    <PageBody>
      <Words namespaces={["adminFinanceForms"]}>
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
        </Card>
        <Card className="overflow-hidden">
          <CardHeader
            title={t("vouchers")}
            description={t("vouchersText")}
            actions={<CreateVoucher currency={currency} />}
          />
          <VoucherTable vouchers={vouchers.items} />
        </Card>
      </Words>
    </PageBody>
  );
}
