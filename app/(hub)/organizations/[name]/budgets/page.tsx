import { Wallet } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { BudgetTable } from "@/components/gateway/budgets/budget-table";
import { findLookedAt, heldBudgetsOf } from "@/components/gateway/budgets/held-budget";
import { HolderConsumers } from "@/components/gateway/budgets/holder-consumers";
import { SetBudget } from "@/components/gateway/budgets/set-budget";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { Card } from "@/components/ui/card";
import { contextOfPage } from "@/server/api/page-context";
import { ownOrganizationOfPage } from "@/server/api/page-organization";
import { orNotFound } from "@/server/api/refusal";
import { readQuery } from "@/server/api/rest/read-query";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";
import { ListBudgetsInput, ListHolderConsumersInput } from "@/server/gateway/contract/budgets";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const CONSUMERS = 10;

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const t = await getTranslations("budgets");
  return { title: `${t("title")} · ${(await params).name}` };
}

export default async function OrganizationBudgetsPage({ params, searchParams }: Props) {
  const [path, said, { site }] = await Promise.all([params, searchParams, contextOfPage(), requireViewer()]);
  const { name, isLed, role } = await ownOrganizationOfPage(path.name);
  const canManage = isLed || role === "billing";
  const { cursor } = ListBudgetsInput.safeParse(readQuery(ListBudgetsInput, { name, cursor: said.cursor })).data ?? {};
  const [t, { items, nextCursor }] = await Promise.all([
    getTranslations("budgets"),
    orNotFound(api.gateway.listBudgets({ name, limit: 50, ...(cursor ? { cursor } : {}) })),
  ]);
  const budgets = heldBudgetsOf(items);
  const { kind, holder, period, by } = said;
  const asked = ListHolderConsumersInput.safeParse({ name, kind, holder, period, by, limit: CONSUMERS }).data;
  const held = asked ? findLookedAt(budgets, asked) : null;
  const consumers = asked && held ? await api.gateway.listHolderConsumers(asked) : null;
  const set = canManage ? <SetBudget organization={name} currency={site.currency} /> : null;
  const empty = (
    <EmptyState icon={Wallet} title={t(canManage ? "none" : "noneOwn")} headingLevel="h3">
      {t(canManage ? "noneText" : "noneAsk")}
    </EmptyState>
  );
  return (
    <Words namespaces={["budgets", "apiKeys"]}>
      <FormSection title={t("title")} description={t(canManage ? "text" : "ownText")}>
        {set ? <div>{set}</div> : null}
        <Card className="overflow-hidden">
          <BudgetTable {...{ organization: name, budgets, currency: site.currency, canManage, empty }} />
        </Card>
        <ListPager path={`/organizations/${name}/budgets`} query={{ cursor }} nextCursor={nextCursor} />
        {asked && held && consumers ? (
          <HolderConsumers organization={name} held={held} by={asked.by} items={consumers.items} />
        ) : null}
      </FormSection>
    </Words>
  );
}
