import { getTranslations } from "next-intl/server";
import { HealthList } from "@/components/admin/health-list";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { RefreshEvery } from "@/components/shell/refresh-every";
import { Card } from "@/components/ui/card";
import { titleOf } from "@/server/api/page-title";
import { orForbidden } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

export const generateMetadata = titleOf("adminHealth");

export default async function HealthPage() {
  const [t, { parts }] = await Promise.all([getTranslations("adminHealth"), orForbidden(api.admin.getHealth({}))]);
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      <Card>
        <HealthList parts={parts} />
      </Card>
      <RefreshEvery seconds={10} />
    </PageBody>
  );
}
