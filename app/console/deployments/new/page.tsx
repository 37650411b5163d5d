import { getTranslations } from "next-intl/server";
import { DeployForm } from "@/components/inference/deploy-form";
import { ModelPicker } from "@/components/inference/model-picker";
import { Unserved } from "@/components/inference/unserved";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { refusalOf } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { ownersOf, requireViewer } from "@/server/api/viewer";
import { ListDeployableInput } from "@/server/inference/contract";

interface Props {
  searchParams: Promise<{ model?: string; revision?: string }>;
}

export async function generateMetadata() {
  const t = await getTranslations("deploy");
  return { title: t("title") };
}

export default async function NewDeploymentPage({ searchParams }: Props) {
  const [t, { model, revision }] = await Promise.all([getTranslations("deploy"), searchParams]);
  const asked = ListDeployableInput.safeParse({ model, revision: revision || undefined });
  const found = asked.success ? await refusalOf(api.inference.listDeployable(asked.data)) : null;
  const crumbs = [{ label: t("deployments"), href: "/console/deployments" }, { label: t("new") }];
  return (
    <PageBody className="max-w-wizard gap-8">
      <PageHeader
        breadcrumb={<Breadcrumb label={t("place")} crumbs={crumbs} />}
        title={t("title")}
        description={t("about")}
      />
      <Words namespaces={["deploy", "deployParams"]}>
        {found && "answer" in found ? (
          <Chosen key={`${model} ${revision}`} model={model ?? ""} revision={revision} deployable={found.answer} />
        ) : (
          <div className="max-w-form grid w-full grid-cols-1 gap-5">
            <ModelPicker {...(model && { model, error: found?.message ?? t("badModel") })} />
          </div>
        )}
      </Words>
    </PageBody>
  );
}

interface ChosenProps {
  model: string;
  revision: string | undefined;
  deployable: Awaited<ReturnType<typeof api.inference.listDeployable>>;
}

async function Chosen({ model, revision, deployable }: ChosenProps) {
  const [viewer, { items: frameworks }] = await Promise.all([requireViewer(), api.inference.listFrameworks({})]);
  const { isOperator } = viewer;
  const owners = ownersOf(viewer);
  return (
    <div className="grid grid-cols-1 gap-6">
      <Unserved model={model} deployable={deployable} isOperator={isOperator} />
      {deployable.items.length > 0 ? (
        <DeployForm {...{ model, revision, deployable, frameworks, owners }} mayShare={isOperator} />
      ) : (
        <div className="max-w-form grid w-full grid-cols-1">
          <ModelPicker model={model} />
        </div>
      )}
    </div>
  );
}
