import { getTranslations } from "next-intl/server";
import { MetadataList } from "@/components/patterns/metadata-list";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import type { DeploymentDetails } from "@/server/inference/contract";

/** What stays as long as the deployment. */
export async function DeploymentFacts({ deployment }: { deployment: DeploymentDetails }) {
  const t = await getTranslations("deployment");
  const { id, owner, model, commit, file, quantization, framework } = deployment;
  return (
    <Card>
      <CardHeader title={t("facts")} />
      <CardBody>
        <MetadataList
          items={[
            { term: t("owner"), value: <TextLink href={`/${owner}`}>{owner}</TextLink> },
            {
              term: t("file"),
              value: <TextLink href={`/${model}/blob/${commit}/${file}`}>{quantization ?? file}</TextLink>,
            },
            { term: t("framework"), value: framework },
            {
              term: t("id"),
              value: (
                <span className="text-caption inline-flex items-center gap-1 font-mono break-all">
                  {id}
                  <CopyButton text={id} label={t("copyId")} size="xs" />
                </span>
              ),
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}
