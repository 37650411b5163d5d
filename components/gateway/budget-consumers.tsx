import { useTranslations } from "next-intl";
import { FilterLinks } from "@/components/patterns/filter-links";
import { Card, CardHeader } from "@/components/ui/card";
import type { ApiKeyDetails, BudgetConsumer } from "@/server/gateway/contract";
import { CONSUMER_GROUPS } from "@/server/gateway/contract";
import { ConsumerTable } from "./consumer-table";
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
      <ConsumerTable items={items} by={query.by} />
    </Card>
  );
}
