import { getFormatter, getTranslations } from "next-intl/server";
import { RecordTable } from "@/components/patterns/record-table";
import type { Voucher } from "@/server/billing/contract/funds";
import { RevokeVoucher } from "./revoke-voucher";

/** Codes that are worth money, by their last characters. */
export async function VoucherTable({ vouchers }: { vouchers: readonly Voucher[] }) {
  const [t, format] = await Promise.all([getTranslations("adminFinance"), getFormatter()]);
  if (vouchers.length === 0) return <p className="text-small text-text-muted px-4 pb-6">{t("noVouchers")}</p>;
  return (
    <RecordTable
      label={t("vouchers")}
      rows={vouchers}
      rowId={({ id }) => id}
      columns={[
        {
          id: "hint",
          header: t("code"),
          isTitle: true,
          cell: ({ hint }) => <span className="font-mono">…{hint}</span>,
        },
        { id: "amount", header: t("amount"), align: "right", cell: ({ amount, currency }) => `${amount} ${currency}` },
        { id: "used", header: t("used"), align: "right", cell: ({ used, maxUses }) => t("usedOf", { used, maxUses }) },
        {
          id: "until",
          header: t("until"),
          cell: ({ expiresAt }) =>
            expiresAt === null ? t("never") : format.dateTime(expiresAt, { dateStyle: "medium", timeZone: "UTC" }),
        },
        { id: "note", header: t("note"), cell: ({ note }) => note },
        {
          id: "actions",
          header: t("actions"),
          isActions: true,
          cell: ({ id, hint, revokedAt }) =>
            revokedAt === null ? <RevokeVoucher id={id} hint={hint} /> : t("revoked"),
        },
      ]}
    />
  );
}
