import { Rocket } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { DeploymentStatus } from "@/components/patterns/deployment-status";
import { moneyText } from "@/components/ui/money";
import type { Deployment } from "@/server/inference/contract";

/** The latest deployments of an account, side by side, each with what it wants to be known for. */
export async function DeploymentStrip({ deployments, label }: { deployments: readonly Deployment[]; label: string }) {
  const [t, locale] = await Promise.all([getTranslations("deploymentStrip"), getLocale()]);
  return (
    <section aria-label={label} className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-4">
      {deployments.map(({ id, model, status, reason, price }) => (
        <Link
          key={id}
          href={`/console/deployments/${id}`}
          className="rounded-card bg-surface-raised hover:border-border-strong grid min-w-0 content-between gap-3 border p-4 transition-colors duration-150"
        >
          <span className="grid min-w-0 gap-1">
            <span className="text-caption text-text-muted flex items-center justify-between gap-2">
              <span className="flex items-center gap-1.5">
                <Rocket aria-hidden className="size-3.5" />
                {t("deployment")}
              </span>
              <DeploymentStatus status={status} />
            </span>
            <span className="truncate font-medium">{model}</span>
          </span>
          <span className="text-caption text-text-muted truncate tabular-nums">
            {reason?.message ??
              (price ? t("perHour", { price: moneyText(price.perHour, price.currency, { locale }) }) : "")}
          </span>
        </Link>
      ))}
    </section>
  );
}
