import { getTranslations } from "next-intl/server";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { DeploymentDetails, FrameworkInfo } from "@/server/inference/contract";
import { DeploymentSettings } from "./deployment-settings";

interface Props {
  deployment: DeploymentDetails;
  frameworks: readonly FrameworkInfo[];
}

/** Nothing for those who may only look. */
export async function SettingsCard({ deployment, frameworks }: Props) {
  const t = await getTranslations("deployment");
  if (!deployment.can.manage) return null;
  return (
    <Card>
      <CardHeader title={t("settings")} description={t("settingsText")} />
      <CardBody>
        <DeploymentSettings
          deployment={deployment}
          framework={frameworks.find(({ id }) => id === deployment.framework)}
        />
      </CardBody>
    </Card>
  );
}
