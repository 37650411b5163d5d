import { getTranslations } from "next-intl/server";
import { ListFrame } from "@/components/admin/list-frame";
import { AddPrice } from "@/components/admin/price-change";
import { PriceTable } from "@/components/admin/price-table";
import { WalletLimit } from "@/components/admin/wallet-limit";
import { WalletTable } from "@/components/admin/wallet-table";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Card, CardHeader } from "@/components/ui/card";
import { ListPriceVersionsInput } from "@/server/admin/contract";
import { contextOfPage } from "@/server/api/page-context";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { titleOf } from "@/server/api/page-title";
import { api } from "@/server/api/rsc";

const PATH = "/admin/prices";
const WALLETS = 50;

export const generateMetadata = titleOf("adminPrices");

export default async function PricesPage({ searchParams }: { searchParams: PageQuery }) {
  const [t, asked, { site }] = await Promise.all([getTranslations("adminPrices"), searchParams, contextOfPage()]);
  const query = filterOfPage(ListPriceVersionsInput, asked);
  const reading = Promise.all([api.admin.listPriceVersions(query), api.billing.listWallets({ limit: WALLETS })]);
  const [prices, wallets] = await listOfPage(reading, listAddress(PATH, {}));
  return (
    <PageBody>
      <Words namespaces={["adminPriceDialog", "adminWalletLimit"]}>
        <PageHeader title={t("title")} description={t("text")} actions={<AddPrice currency={site.currency} />} />
        <ListFrame
          {...{ path: PATH, query, nextCursor: prices.nextCursor, count: prices.items.length }}
          toolbar={<h2 className="text-lead">{t("prices")}</h2>}
          empty={<p className="text-small text-text-muted p-6">{t("noPrices")}</p>}
        >
          <PriceTable prices={prices.items} />
        </ListFrame>
        <Card className="overflow-hidden">
          <CardHeader
            title={t("wallets")}
            description={wallets.nextCursor === null ? t("walletsText") : t("walletsFirst", { count: WALLETS })}
            actions={<WalletLimit limit={null} currency={site.currency} />}
          />
          {wallets.items.length === 0 ? (
            <p className="text-small text-text-muted px-4 pb-6">{t("noWallets")}</p>
          ) : (
            <WalletTable wallets={wallets.items} />
          )}
        </Card>
      </Words>
    </PageBody>
  );
}
