import { getTranslations } from "next-intl/server";
import { Attention } from "@/components/admin/attention";
import { Figures } from "@/components/admin/figures";
import { HealthList } from "@/components/admin/health-list";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { RefreshEvery } from "@/components/shell/refresh-every";
import { Card, CardHeader } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { titleOf } from "@/server/api/page-title";
import { whenAllowed } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

export const generateMetadata = titleOf("adminOverview");

export default async function AdminPage() {
  const [t, figures, health, counts, failed] = await Promise.all([
    getTranslations("adminOverview"),
    whenAllowed(api.insights.getInstallationOverview({})),
    whenAllowed(api.admin.getHealth({})),
    whenAllowed(api.admin.getJobCounts({})),
    api.inference.listDeployments({ status: "failed", limit: 5 }),
  ]);
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      {figures ? <Figures figures={figures} /> : null}
      <section className="grid gap-3">
        <h2 className="text-lead">{t("attention")}</h2>
        <Attention health={health} givenUp={counts?.states.failed ?? 0} failed={failed.items} />
      </section>
      {health ? (
        <Card>
          <CardHeader
            title={t("health")}
            actions={
              <TextLink href="/admin/health" tone="muted" className="text-caption">
                {t("openHealth")}
              </TextLink>
            }
          />
          <HealthList parts={health.parts} />
        </Card>
      ) : null}
      <RefreshEvery seconds={30} />
    </PageBody>
  );
}
