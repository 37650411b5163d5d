import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { AttemptTimeline } from "@/components/inference/attempt-timeline";
import { CallIt } from "@/components/inference/call-it";
import { DeploymentFacts } from "@/components/inference/deployment-facts";
import { DeploymentFigures } from "@/components/inference/deployment-figures";
import { DeploymentHeader } from "@/components/inference/deployment-header";
import { DeploymentNotices } from "@/components/inference/deployment-notices";
import { LogCard } from "@/components/inference/log-card";
import { SettingsCard } from "@/components/inference/settings-card";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { contextOfPage } from "@/server/api/page-context";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";
import { DeploymentId } from "@/server/inference/contract";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ replica?: string; attempt?: string }>;
}

const ATTEMPTS = 20;

const deploymentOf = cache(async (id: string) => {
  if (!DeploymentId.safeParse(id).success) notFound();
  return orNotFound(api.inference.getDeployment({ id }));
});

export async function generateMetadata({ params }: Props) {
  const { model } = await deploymentOf((await params).id);
  return { title: model };
}

export default async function DeploymentPage({ params, searchParams }: Props) {
  const [{ id }, { replica, attempt }] = await Promise.all([params, searchParams]);
  const [t, { isOperator }, { site }] = await Promise.all([
    getTranslations("deployment"),
    requireViewer(),
    contextOfPage(),
  ]);
  const [deployment, attempts, { items: frameworks }] = await Promise.all([
    deploymentOf(id),
    deploymentOf(id).then(() => api.inference.listDeploymentAttempts({ id, limit: ATTEMPTS })),
    api.inference.listFrameworks({}),
  ]);
  const now = new Date().toISOString();
  return (
    <Words namespaces={["deployment", "deploymentStatus", "deploymentReasons", "deployParams"]}>
      <PageBody>
        <DeploymentHeader initial={deployment} />
        <DeploymentNotices initial={deployment} isOperator={isOperator} />
        <DeploymentFigures initial={deployment} currency={site.currency} />
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-3">
          <div className="grid min-w-0 grid-cols-1 gap-4 xl:col-span-2">
            <LogCard id={id} replica={replica} attempt={attempt} />
            <CallIt origin={site.origin} model={deployment.model} />
            <SettingsCard deployment={deployment} frameworks={frameworks} />
          </div>
          <div className="grid min-w-0 grid-cols-1 gap-4">
            <DeploymentFacts deployment={deployment} />
            <Card>
              <CardHeader title={t("history")} description={t("historyText")} />
              <CardBody>
                <AttemptTimeline initial={deployment} attempts={attempts} limit={ATTEMPTS} now={now} />
              </CardBody>
            </Card>
          </div>
        </div>
      </PageBody>
    </Words>
  );
}
