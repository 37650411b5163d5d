"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { DeploymentDetails, DeploymentReason } from "@/server/inference/contract";
import { reasonKeyOf } from "./reason-key";
import { useDeployment } from "./use-deployment";

/** What is wrong or soon will be, and what to do about it. */
export function DeploymentNotices({ initial, isOperator }: { initial: DeploymentDetails; isOperator: boolean }) {
  const t = useTranslations("deployment");
  const { status, reason, obstacle, formerModel, model, replicas } = useDeployment(initial);
  const isObstacleNews = obstacle !== null && obstacle.code !== reason?.code;
  return (
    <>
      {reason ? <Cause reason={reason} isFinal={status === "failed"} isOperator={isOperator} /> : null}
      {obstacle && isObstacleNews ? <Cause reason={obstacle} isFinal={false} isOperator={isOperator} /> : null}
      {formerModel ? (
        <Callout tone="warning" title={t("renamed", { former: formerModel, model })}>
          {t("renamedText", { model })}
        </Callout>
      ) : null}
      {status === "stopped" && !reason && replicas === 0 ? (
        <Callout title={t("isStopped")}>{t("isStoppedText")}</Callout>
      ) : null}
    </>
  );
}

interface CauseProps {
  reason: DeploymentReason;
  isFinal: boolean;
  isOperator: boolean;
}

function Cause({ reason: { code, message }, isFinal, isOperator }: CauseProps) {
  const t = useTranslations("deploymentReasons");
  const key = reasonKeyOf(code);
  return (
    <Callout
      tone={isFinal ? "danger" : "warning"}
      title={t(`${key}.title`)}
      action={
        code === "pack_missing" && isOperator ? (
          <Button asChild size="sm">
            <Link href="/admin/runtimes">{t("install")}</Link>
          </Button>
        ) : null
      }
    >
      <p>{t(`${key}.advice`)}</p>
      <p className="text-caption mt-1 font-mono break-words">
        {message} ({code})
      </p>
    </Callout>
  );
}
