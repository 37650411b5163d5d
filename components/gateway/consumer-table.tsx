import { useLocale, useTranslations } from "next-intl";
import { Count } from "@/components/ui/count";
import { Money } from "@/components/ui/money";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow, TableScroll } from "@/components/ui/table";
import type { BudgetConsumer, ConsumerGroup } from "@/server/gateway/contract";

interface Props {
  items: readonly BudgetConsumer[];
  by: ConsumerGroup;
}

/** What uses up a budget, or that nothing does yet. Words: `apiKeys`. */
export function ConsumerTable({ items, by }: Props) {
  const t = useTranslations("apiKeys");
  if (items.length > 0) return <Consumers items={items} by={by} />;
  return <p className="text-small text-text-muted border-t px-4 py-6">{t("noConsumers")}</p>;
}

function Consumers({ items, by }: Props) {
  const t = useTranslations("apiKeys");
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const unnamed = by === "key" ? t("withoutKey") : t("gone");
  return (
    <TableScroll label={t("consumers")} className="border-t">
      <Table>
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t(`groups.${by}`)}</TableHeaderCell>
            <TableHeaderCell align="right">{t("share")}</TableHeaderCell>
            <TableHeaderCell align="right">{t("spent")}</TableHeaderCell>
            <TableHeaderCell align="right">{t("requests")}</TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map(({ id, name, share, cost, currency, requests }) => (
            <TableRow key={id ?? name ?? "none"}>
              <TableCell className="font-medium break-all">{name ?? unnamed}</TableCell>
              <TableCell align="right">{percent.format(share)}</TableCell>
              <TableCell align="right">
                <Money amount={cost} currency={currency} locale={locale} />
              </TableCell>
              <TableCell align="right">
                <Count value={requests} locale={locale} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableScroll>
  );
}
