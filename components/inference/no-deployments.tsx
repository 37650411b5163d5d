import { Rocket } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";

interface Props {
  origin: string;
  owner: string;
  isFiltered: boolean;
}

/** Nothing is deployed, or nothing of the status that was asked for. */
export async function NoDeployments({ origin, owner, isFiltered }: Props) {
  const t = await getTranslations("deployments");
  if (isFiltered) {
    return (
      <EmptyState
        icon={Rocket}
        title={t("noMatch")}
        action={
          <Button asChild>
            <Link href="/console/deployments">{t("showAll")}</Link>
          </Button>
        }
      >
        {t("noMatchText")}
      </EmptyState>
    );
  }
  const body = JSON.stringify({ model: "modelyard/guide-2m-gguf", owner });
  return (
    <EmptyState
      icon={Rocket}
      title={t("empty")}
      action={
        <Button asChild variant="primary">
          <Link href="/console/deployments/new">
            <Rocket aria-hidden />
            {t("deploy")}
          </Link>
        </Button>
      }
      docs={{ href: "/docs/api", label: t("docs") }}
      command={`curl -H "Authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '${body}' ${origin}/api/v1/deployments`}
    >
      {t("emptyText")}
    </EmptyState>
  );
}
