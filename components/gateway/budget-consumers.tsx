import { useLocale, useTranslations } from "next-intl";
import { FilterLinks } from "@/components/patterns/filter-links";
import { Card, CardHeader } from "@/components/ui/card";
import { Count } from "@/components/ui/count";
import { Money } from "@/components/ui/money";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow, TableScroll } from "@/components/ui/table";
import type { ApiKeyDetails, BudgetConsumer } from "@/server/gateway/contract";
import { CONSUMER_GROUPS } from "@/server/gateway/contract";
import { budgetsToLookAt, type ConsumersQuery, queryOf } from "./consumers-query";

interface Props {
  apiKey: ApiKeyDetails;
  query: ConsumersQuery;
  items: readonly BudgetConsumer[];
}

/** The largest consumers of one budget in its running period. */
export function BudgetConsumers({ apiKey, query, items }: Props) {
  const t = useTranslations("apiKeys");
  const path = `/console/api-keys/${apiKey.id}`;
  const said = queryOf(query);
  const budgets = budgetsToLookAt(apiKey).map(({ of, period, value }) => ({
    value,
    label:
      of === "key" ? t(`periods.${period}`) : t("ofAccount", { owner: apiKey.owner, period: t(`periods.${period}`) }),
  }));
  const groups = CONSUMER_GROUPS.map((value) => ({ value, label: t(`groups.${value}`) }));
  return (
    <Card className="overflow-hidden">
      <CardHeader title={t("consumers")} description={t("consumersText")} />
      <div className="flex flex-wrap gap-x-6 gap-y-1 px-2 pb-2">
        <FilterLinks label={t("budgets")} path={path} query={said} name="budget" options={budgets} />
        <FilterLinks label={t("groupsLabel")} path={path} query={said} name="by" options={groups} />
      </div>
      {items.length > 0 ? (
        <Consumers items={items} by={query.by} />
      ) : (
        <p className="text-small text-text-muted border-t px-4 py-6">{t("noConsumers")}</p>
      )}
    </Card>
  );
}

function Consumers({ items, by }: { items: readonly BudgetConsumer[]; by: ConsumersQuery["by"] }) {
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
