import { getTranslations } from "next-intl/server";
import { AttemptTimeline } from "@/components/inference/attempt-timeline";
import { CallIt } from "@/components/inference/call-it";
import { DeploymentFacts } from "@/components/inference/deployment-facts";
import { DeploymentFigures } from "@/components/inference/deployment-figures";
import { DeploymentHeader } from "@/components/inference/deployment-header";
import { DeploymentNotices } from "@/components/inference/deployment-notices";
import { DeploymentSettings } from "@/components/inference/deployment-settings";
import { LogCard } from "@/components/inference/log-card";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { contextOfPage } from "@/server/api/page-context";
import { orNotFound } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ replica?: string; attempt?: string }>;
}

const ATTEMPTS = 20;

export async function generateMetadata({ params }: Props) {
  const { id } = await params;
  const { model } = await orNotFound(api.inference.getDeployment({ id }));
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
    orNotFound(api.inference.getDeployment({ id })),
    orNotFound(api.inference.listDeploymentAttempts({ id, limit: ATTEMPTS })),
    api.inference.listFrameworks({}),
  ]);
  const framework = frameworks.find(({ id: known }) => known === deployment.framework);
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
            {deployment.can.manage ? (
              <Card>
                <CardHeader title={t("settings")} description={t("settingsText")} />
                <CardBody>
                  <DeploymentSettings deployment={deployment} framework={framework} />
                </CardBody>
              </Card>
            ) : null}
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
