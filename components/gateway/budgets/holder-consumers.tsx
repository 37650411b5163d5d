import { useTranslations } from "next-intl";
import { FilterLinks } from "@/components/patterns/filter-links";
import { Card, CardHeader } from "@/components/ui/card";
import { type BudgetConsumer, CONSUMER_GROUPS, type ConsumerGroup } from "@/server/gateway/contract";
import { ConsumerTable } from "../consumer-table";
import type { HeldBudget } from "./held-budget";

interface Props {
  organization: string;
  held: HeldBudget;
  by: ConsumerGroup;
  items: readonly BudgetConsumer[];
}

/** The largest consumers of one budget in its running period. */
export function HolderConsumers({ organization, held, by, items }: Props) {
  const [t, keys] = [useTranslations("budgets"), useTranslations("apiKeys")];
  const { kind, name: holder, displayName, budget } = held;
  const { period } = budget;
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title={t("consumersTitle", { name: displayName, period: keys(`periods.${period}`) })}
        description={keys("consumersText")}
      />
      <div className="px-2 pb-2">
        <FilterLinks
          label={keys("groupsLabel")}
          path={`/organizations/${organization}/budgets`}
          query={{ kind, holder, period, by }}
          name="by"
          options={CONSUMER_GROUPS.map((value) => ({ value, label: keys(`groups.${value}`) }))}
        />
      </div>
      <ConsumerTable items={items} by={by} />
    </Card>
  );
}
