import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { Health } from "@/server/admin/contract";
import type { Deployment } from "@/server/inference/contract";

interface Props {
  health: Health | null;
  givenUp: number;
  failed: readonly Deployment[];
}

/** What somebody has to decide, with the way there. */
export async function Attention({ health, givenUp, failed }: Props) {
  const t = await getTranslations("adminOverview");
  const failing = health?.parts.filter(({ status }) => status === "failing") ?? [];
  if (failing.length + givenUp + failed.length === 0) {
    return <Callout tone="success" title={t("calm")} />;
  }
  return (
    <ul className="grid gap-3">
      {failing.map(({ name, detail }) => (
        <li key={name}>
          <Callout
            tone="danger"
            title={t("partFails", { name })}
            action={<Way href="/admin/health">{t("openHealth")}</Way>}
          >
            {detail}
          </Callout>
        </li>
      ))}
      {givenUp > 0 ? (
        <li>
          <Callout
            tone="warning"
            title={t("jobs", { count: givenUp })}
            action={<Way href="/admin/jobs?state=failed">{t("openJobs")}</Way>}
          />
        </li>
      ) : null}
      {failed.map(({ id, model, owner, reason }) => (
        <li key={id}>
          <Callout
            tone="warning"
            title={t("deployment", { model, owner })}
            action={<Way href={`/console/deployments/${id}`}>{t("openDeployment")}</Way>}
          >
            {reason?.message}
          </Callout>
        </li>
      ))}
    </ul>
  );
}

function Way({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button asChild size="sm">
      <Link href={href}>{children}</Link>
    </Button>
  );
}
