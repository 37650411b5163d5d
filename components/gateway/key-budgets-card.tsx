import { useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { ApiKeyDetails } from "@/server/gateway/contract";
import { BudgetBar } from "./budget-bar";
import { ChangeKeyBudgets } from "./change-key-budgets";

/** What a key may spend in each of its periods, and what it spent. */
export function KeyBudgetsCard({ apiKey, currency }: { apiKey: ApiKeyDetails; currency: string }) {
  const t = useTranslations("apiKeys");
  const { name, owner, budgets, can } = apiKey;
  return (
    <Card>
      <CardHeader
        title={t("budgets")}
        description={budgets.length > 0 ? t("budgetsHelp") : t("noBudgetText", { owner })}
        actions={can.manage ? <ChangeKeyBudgets apiKey={apiKey} currency={currency} /> : null}
      />
      {budgets.length > 0 ? (
        <CardBody className="text-small grid gap-x-8 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
          {budgets.map((budget) => (
            <BudgetBar key={budget.period} name={name} budget={budget} />
          ))}
        </CardBody>
      ) : null}
    </Card>
  );
}
