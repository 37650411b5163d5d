import { Download } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { SpendingTiles } from "@/components/billing/spending-tiles";
import { SpendChart } from "@/components/gateway/spend-chart";
import { UsageRange } from "@/components/gateway/usage-range";
import { dayAfter, readUsageQuery, USAGE_VIEWS, usageHref } from "@/components/gateway/usage-view";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { NavTabs } from "@/components/ui/nav-tabs";
import { Pagination } from "@/components/ui/pagination";
import { contextOfPage } from "@/server/api/page-context";
import { orForbidden } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";
import { usageSection } from "./section";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata() {
  const t = await getTranslations("usage");
  return { title: t("title") };
}

export default async function UsagePage({ searchParams }: Props) {
  const [t, { owner }] = await Promise.all([getTranslations("usage"), requireViewer()]);
  const [{ now }, said] = await Promise.all([contextOfPage(), searchParams]);
  const query = readUsageQuery(said, now());
  const range = { owner, from: query.from, to: dayAfter(query.until) };
  const [spending, summary, section] = await orForbidden(
    Promise.all([
      api.billing.getSpending({ owner }),
      api.gateway.getUsageSummary(range),
      usageSection({ query, range, now: now().toISOString() }),
    ]),
  );
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("about", { owner })}
        actions={
          <Button asChild>
            <a href={`/api/v1/usage/export?${new URLSearchParams(range)}`} download>
              <Download aria-hidden />
              {t("export")}
            </a>
          </Button>
        }
      />
      <SpendingTiles spending={spending} />
      <UsageRange query={query} />
      {summary.total.requests > 0 ? <SpendChart summary={summary} /> : null}
      <Card className="overflow-hidden">
        <NavTabs
          label={t("viewsLabel")}
          current={usageHref(query, {})}
          tabs={USAGE_VIEWS.map((view) => ({ href: usageHref(query, { view }), label: t(`views.${view}`) }))}
          className="px-2 pt-1"
        />
        {section.table}
        {query.cursor || section.nextCursor ? (
          <Pagination
            className="border-t px-4 py-2"
            labels={{ pages: t("pages"), previous: t("firstPage"), next: t("next") }}
            summary={t("rows", { count: section.count })}
            {...(query.cursor ? { previousHref: usageHref(query, {}) } : {})}
            {...(section.nextCursor ? { nextHref: usageHref(query, { cursor: section.nextCursor }) } : {})}
          />
        ) : null}
      </Card>
    </PageBody>
  );
}
