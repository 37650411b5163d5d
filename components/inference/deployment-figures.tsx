"use client";

import { useLocale, useTranslations } from "next-intl";
import { StatTile } from "@/components/patterns/stat-tile";
import { memoryText } from "@/components/ui/bytes-text";
import { moneyText } from "@/components/ui/money";
import type { DeploymentDetails } from "@/server/inference/contract";
import { useDeployment } from "./use-deployment";

export function DeploymentFigures({ initial, currency }: { initial: DeploymentDetails; currency: string }) {
  const t = useTranslations("deployment");
  const locale = useLocale();
  const { runningReplicas, replicas, price, charged, memoryBytes } = useDeployment(initial);
  return (
    <div className="grid grid-cols-2 gap-3 xl:grid-cols-4">
      <StatTile
        label={t("replicas")}
        value={runningReplicas}
        unit={t("ofWanted", { count: replicas })}
        note={t("replicasNote")}
      />
      <StatTile
        label={t("price")}
        value={price ? moneyText(price.perHour, price.currency, { locale }) : "–"}
        unit={t("anHour")}
        note={t("priceNote")}
      />
      <StatTile
        label={t("charged")}
        value={moneyText(charged.cost, currency, { locale })}
        note={t("minutes", { count: charged.minutes })}
      />
      <StatTile label={t("memory")} value={memoryText(memoryBytes)} note={t("memoryNote")} />
    </div>
  );
}
