import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { Count } from "@/components/ui/count";
import { Money } from "@/components/ui/money";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow, TableScroll } from "@/components/ui/table";
import type { UsageItem } from "@/server/gateway/contract";
import { NoCalls } from "./no-calls";

interface Props {
  groupBy: "key" | "model" | "day";
  items: readonly UsageItem[];
}

/** Tokens and cost of each key, model or day. */
export async function UsageTable({ groupBy, items }: Props) {
  const [t, format, locale] = await Promise.all([getTranslations("usage"), getFormatter(), getLocale()]);
  if (items.length === 0) return <NoCalls />;
  const nameOf = ({ key, keyName, model, day }: UsageItem) => {
    if (day) return format.dateTime(new Date(day), { dateStyle: "medium", timeZone: "UTC" });
    return model ?? keyName ?? (key ? t("deletedKey") : t("noKey"));
  };
  return (
    <TableScroll label={t(`views.${groupBy}`)}>
      <Table className="whitespace-nowrap">
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t(`columns.${groupBy}`)}</TableHeaderCell>
            <TableHeaderCell align="right">{t("columns.requests")}</TableHeaderCell>
            <TableHeaderCell align="right">{t("columns.input")}</TableHeaderCell>
            <TableHeaderCell align="right">{t("columns.output")}</TableHeaderCell>
            <TableHeaderCell align="right">{t("cost")}</TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map((item) => (
            <TableRow key={item.day ?? item.model ?? item.key ?? "none"}>
              <TableCell className="font-medium">{nameOf(item)}</TableCell>
              <TableCell align="right">
                <Count value={item.requests} locale={locale} />
              </TableCell>
              <TableCell align="right">
                <Count value={item.inputTokens} locale={locale} />
              </TableCell>
              <TableCell align="right">
                <Count value={item.outputTokens} locale={locale} />
              </TableCell>
              <TableCell align="right">
                <Money amount={item.cost} currency={item.currency} locale={locale} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableScroll>
  );
}
