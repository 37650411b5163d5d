import { getTranslations } from "next-intl/server";
import { RecordTable } from "@/components/patterns/record-table";
import { TextLink } from "@/components/ui/text-link";
import type { Wallet } from "@/server/billing/contract";
import { WalletLimit } from "./wallet-limit";

/** Who owes what, and may owe at most. */
export async function WalletTable({ wallets }: { wallets: readonly Wallet[] }) {
  const t = await getTranslations("adminPrices");
  return (
    <RecordTable
      label={t("wallets")}
      rows={wallets}
      rowId={(wallet) => wallet.owner ?? `:${wallets.indexOf(wallet)}`}
      columns={[
        {
          id: "owner",
          header: t("owner"),
          isTitle: true,
          cell: ({ owner }) =>
            owner === null ? (
              t("gone")
            ) : (
              <TextLink href={`/${owner}`} tone="plain" className="font-medium">
                {owner}
              </TextLink>
            ),
        },
        { id: "owed", header: t("owed"), align: "right", cell: ({ owed, currency }) => `${owed} ${currency}` },
        {
          id: "limit",
          header: t("limit"),
          align: "right",
          cell: ({ limit, currency }) => (limit === null ? t("noLimit") : `${limit} ${currency}`),
        },
        {
          id: "actions",
          header: t("actions"),
          isActions: true,
          cell: ({ owner, limit, currency }) =>
            owner === null ? null : <WalletLimit owner={owner} limit={limit} currency={currency} />,
        },
      ]}
    />
  );
}
