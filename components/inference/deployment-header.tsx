"use client";

import { MessagesSquare } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DeploymentStatus } from "@/components/patterns/deployment-status";
import { PageHeader } from "@/components/patterns/page-header";
import { Badge } from "@/components/ui/badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import type { DeploymentDetails } from "@/server/inference/contract";
import { DeploymentActions } from "./deployment-actions";
import { useDeployment } from "./use-deployment";

export function DeploymentHeader({ initial }: { initial: DeploymentDetails }) {
  const t = useTranslations("deployment");
  const deployment = useDeployment(initial);
  const { id, model, status, shared, commit, revision, file, can } = deployment;
  return (
    <PageHeader
      breadcrumb={
        <Breadcrumb
          label={t("place")}
          crumbs={[{ label: t("deployments"), href: "/console/deployments" }, { label: id.slice(-12) }]}
        />
      }
      title={model}
      aside={
        <span aria-live="polite" className="flex flex-wrap items-center gap-3">
          <DeploymentStatus status={status} />
          {shared ? <Badge>{t("shared")}</Badge> : null}
        </span>
      }
      description={
        <span className="text-small flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="text-caption font-mono">{file}</span>
          <span>{t("at", { revision, commit: commit.slice(0, 7) })}</span>
          <TextLink href={`/${model}`}>{t("modelPage")}</TextLink>
        </span>
      }
      actions={
        <>
          {can.manage ? <DeploymentActions deployment={deployment} /> : null}
          <Button variant="primary" asChild>
            <Link href={`/console/playground?model=${encodeURIComponent(model)}`}>
              <MessagesSquare aria-hidden />
              {t("playground")}
            </Link>
          </Button>
        </>
      }
    />
  );
}
