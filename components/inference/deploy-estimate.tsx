"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CostCard } from "@/components/patterns/cost-card";
import { memoryText } from "@/components/ui/bytes-text";
import { CopyButton } from "@/components/ui/copy-button";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";
import { moneyText } from "@/components/ui/money";
import type { FitEstimate } from "@/server/inference/contract";

interface Props {
  estimate: FitEstimate;
  replicas: number;
  owner: string;
  action: ReactNode;
}

const VERDICTS = { fits: "fits", tight: "tight", too_large: "does-not-fit" } as const;

/** Fit, price and the same as a command, for what the form says right now. */
export function DeployEstimate({ estimate, replicas, owner, action }: Props) {
  const t = useTranslations("deploy");
  const locale = useLocale();
  const { host, price, verdict, weightsBytes, cacheBytes, computeBytes, totalBytes } = estimate;
  const needed = totalBytes * replicas;
  const part = (label: string, bytes: number) => ({
    label,
    amount: bytes * replicas,
    text: memoryText(bytes * replicas),
  });
  const numbers = { needed: memoryText(needed), available: memoryText(host.availableMemoryBytes) };
  return (
    <CostCard
      title={t("costTitle")}
      price={moneyText(price.perHour, price.currency, { locale })}
      per={t("perHour")}
      projection={t("perMinute", { price: moneyText(price.perMinute, price.currency, { locale }), replicas })}
      payer={<p className="text-small">{t("paidBy", { owner })}</p>}
      verdict={{ value: VERDICTS[verdict], text: t(`verdicts.${verdict}`, numbers) }}
      memory={{
        label: t("memory"),
        total: Math.max(host.availableMemoryBytes, needed),
        parts: [
          part(t("weights"), weightsBytes),
          part(t("cache", { context: estimate.context, parallel: estimate.parallel }), cacheBytes),
          part(t("compute"), computeBytes),
        ],
        free: { label: t("free"), text: memoryText(Math.max(0, host.availableMemoryBytes - needed)) },
      }}
      queue={t(estimate.isExact ? "fromHeader" : "fromSize", {
        total: memoryText(host.memoryBytes),
        cores: host.cores,
      })}
      command={<Command text={estimate.curl} label={t("sameAsCurl")} />}
      action={action}
    />
  );
}

function Command({ text, label }: { text: string; label: string }) {
  return (
    <div className="grid grid-cols-1 gap-2 p-4">
      <div className="flex items-center justify-between gap-2">
        <p className="text-caption text-text-muted">{label}</p>
        <CopyButton text={text} size="xs" />
      </div>
      <pre
        {...keyboardScroll}
        className="scroll-thin rounded-control bg-surface-sunken text-caption overflow-x-auto border p-3 font-mono"
      >
        {text}
      </pre>
    </div>
  );
}
