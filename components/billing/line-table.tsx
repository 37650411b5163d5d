import { getLocale, getTranslations } from "next-intl/server";
import { Count } from "@/components/ui/count";
import { Money } from "@/components/ui/money";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow, TableScroll } from "@/components/ui/table";
import type { InvoiceLine } from "@/server/billing/contract/statements";

interface Props {
  lines: readonly InvoiceLine[];
  total: string;
  currency: string;
}

/** What was charged, line by line, and the sum. */
export async function LineTable({ lines, total, currency }: Props) {
  const [t, locale] = await Promise.all([getTranslations("billing"), getLocale()]);
  if (lines.length === 0) return <p className="text-small text-text-muted px-4 pb-6">{t("noCharges")}</p>;
  return (
    <TableScroll label={t("lines")}>
      <Table>
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t("what")}</TableHeaderCell>
            <TableHeaderCell align="right">{t("quantity")}</TableHeaderCell>
            <TableHeaderCell align="right">{t("amount")}</TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map(({ kind, sku, quantity, amount }) => (
            <TableRow key={`${kind} ${sku}`}>
              <TableCell>
                {t(`kinds.${kind}`)}
                {sku === "" ? null : <span className="text-caption text-text-muted block">{sku}</span>}
              </TableCell>
              <TableCell align="right">{quantity === 0 ? null : <Count value={quantity} locale={locale} />}</TableCell>
              <TableCell align="right">
                <Money amount={amount} currency={currency} locale={locale} />
              </TableCell>
            </TableRow>
          ))}
          <TableRow>
            <TableCell className="font-medium">{t("total")}</TableCell>
            <TableCell />
            <TableCell align="right" className="font-medium">
              <Money amount={total} currency={currency} locale={locale} />
            </TableCell>
          </TableRow>
        </TableBody>
      </Table>
    </TableScroll>
  );
}
