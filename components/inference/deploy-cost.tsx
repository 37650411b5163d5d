"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import type { FitEstimate } from "@/server/inference/contract";

/** It waits for the estimate anyway, so its program comes then, too. */
const DeployEstimate = lazyPart(() => import("./deploy-estimate").then((module) => module.DeployEstimate), {
  loading: () => <Skeleton className="h-96 w-full" />,
});

interface Props {
  estimate: FitEstimate | undefined;
  /** Why nothing can be said. */
  problem: string | undefined;
  replicas: number;
  owner: string;
  action: ReactNode;
}

/** What a deployment takes and costs, for what the form says right now. */
export function DeployCost({ estimate, problem, ...props }: Props) {
  const t = useTranslations("deploy");
  if (estimate) return <DeployEstimate estimate={estimate} {...props} />;
  return (
    <Card aria-label={t("costTitle")} className="grid gap-4 p-4">
      {problem ? (
        <p className="text-small text-danger">{problem}</p>
      ) : (
        <Skeleton className="h-96 w-full" aria-label={t("estimating")} />
      )}
      {props.action}
    </Card>
  );
}
