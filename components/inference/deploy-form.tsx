"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { AsideLayout } from "@/components/patterns/aside-layout";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { DeployablePage, FrameworkInfo } from "@/server/inference/contract";
import { DeployCost } from "./deploy-cost";
import { AccessFields, ModelFields, RuntimeFields } from "./deploy-fields";
import { useDeploy } from "./use-deploy";

interface Props {
  model: string;
  revision: string | undefined;
  deployable: z.output<typeof DeployablePage>;
  frameworks: readonly FrameworkInfo[];
  /** Accounts in whose name one may own and pay; the chosen one first. */
  owners: readonly string[];
  mayShare: boolean;
}

export function DeployForm({ model, revision, deployable, frameworks, owners, mayShare }: Props) {
  const t = useTranslations("deploy");
  const [owner = ""] = owners;
  const framework = frameworks.find(({ runtime }) => runtime?.id === deployable.runtime?.id)?.id ?? "";
  const { form, values, estimate, isReadable, deploy, submit } = useDeploy({
    model,
    revision,
    owner,
    framework,
    deployable,
  });
  const { errors } = form.formState;
  return (
    <AsideLayout
      variant="form"
      asideLabel={t("costTitle")}
      aside={
        <DeployCost
          estimate={estimate.data}
          problem={estimate.error?.message ?? (isReadable ? undefined : t("unreadable"))}
          replicas={Math.max(1, Number(values.replicas) || 1)}
          owner={values.owner ?? owner}
          action={
            <>
              {errors.root?.message ? <Callout tone="danger" title={errors.root.message} className="mb-3" /> : null}
              <Button type="submit" form="deploy" variant="primary" size="lg" busy={deploy.isPending}>
                {t("submit")}
              </Button>
            </>
          }
        />
      }
    >
      <form id="deploy" noValidate onSubmit={(event) => void submit(event)}>
        <ModelFields form={form} model={model} deployable={deployable} />
        <RuntimeFields form={form} frameworks={frameworks} />
        <AccessFields form={form} owners={owners} mayShare={mayShare} />
      </form>
    </AsideLayout>
  );
}
