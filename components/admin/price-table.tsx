import { getLocale, getTranslations } from "next-intl/server";
import { RecordTable } from "@/components/patterns/record-table";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PriceVersion } from "@/server/admin/contract";
import { meterKey } from "./meter-key";
import { ChangePrice } from "./price-change";

const TONES = { current: "success", scheduled: "info", past: "sunken" } as const;

/** Versions of the price list: what holds, what comes, what was. */
export async function PriceTable({ prices }: { prices: readonly PriceVersion[] }) {
  const [t, locale] = await Promise.all([getTranslations("adminPrices"), getLocale()]);
  const now = new Date().toISOString();
  return (
    <RecordTable
      label={t("prices")}
      rows={prices}
      rowId={({ id }) => id}
      columns={[
        {
          id: "meter",
          header: t("meter"),
          isTitle: true,
          cell: ({ meter }) => <span className="font-medium">{t(`meters.${meterKey(meter)}`)}</span>,
        },
        {
          id: "target",
          header: t("target"),
          cell: ({ targetName }) => (targetName === null ? t("everything") : <code>{targetName}</code>),
        },
        {
          id: "amount",
          header: t("amount"),
          align: "right",
          cell: ({ amount, currency, meter }) => (
            <span className="whitespace-nowrap">
              <span className="font-medium">{amount}</span> {currency}{" "}
              <span className="text-text-muted">{t(`per.${meterKey(meter)}`)}</span>
            </span>
          ),
        },
        {
          id: "state",
          header: t("state"),
          cell: ({ state }) => <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>,
        },
        {
          id: "from",
          header: t("from"),
          cell: ({ effectiveFrom }) =>
            effectiveFrom.getTime() === 0 ? (
              t("always")
            ) : (
              <RelativeTime at={effectiveFrom.toISOString()} now={now} locale={locale} />
            ),
        },
        {
          id: "actions",
          header: t("actions"),
          isActions: true,
          cell: ({ state, meter, target, targetName, amount, currency }) =>
            state === "current" ? <ChangePrice price={{ meter, target, targetName, amount, currency }} /> : null,
        },
      ]}
    />
  );
}
