import { MessagesSquare, Rocket } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Playground } from "@/components/gateway/playground";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import { contextOfPage } from "@/server/api/page-context";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

interface Props {
  searchParams: Promise<{ model?: string | string[] }>;
}

export async function generateMetadata() {
  const t = await getTranslations("playground");
  return { title: t("title") };
}

export default async function PlaygroundPage({ searchParams }: Props) {
  const [t, { username }, { site }] = await Promise.all([
    getTranslations("playground"),
    requireViewer(),
    contextOfPage(),
  ]);
  const [{ model: said }, { items: models }] = await Promise.all([
    searchParams,
    api.gateway.listCallableModels({ limit: 100 }),
  ]);
  const asked = typeof said === "string" ? said : undefined;
  const isCallable = models.some(({ model }) => model === asked?.split("@")[0]);
  const first = isCallable ? asked : (models.find(({ isRunning }) => isRunning) ?? models[0])?.model;
  if (!first || (asked && !isCallable)) {
    const deploy = `/console/deployments/new${asked ? `?${new URLSearchParams({ model: asked })}` : ""}`;
    return (
      <PageBody>
        <EmptyState
          headingLevel="h1"
          icon={MessagesSquare}
          title={asked ? t("notDeployed", { model: asked }) : t("emptyTitle")}
          action={
            <>
              <Button asChild variant="primary">
                <Link href={deploy}>
                  <Rocket aria-hidden />
                  {t("deploy")}
                </Link>
              </Button>
              {first ? (
                <Button asChild>
                  <Link href="/console/playground">{t("another")}</Link>
                </Button>
              ) : null}
            </>
          }
        >
          {t("emptyText")}
        </EmptyState>
      </PageBody>
    );
  }
  return (
    <Words namespaces={["playground"]}>
      <h1 className="sr-only">{t("title")}</h1>
      <Playground key={first} models={models} firstModel={first} person={username} origin={site.origin} />
    </Words>
  );
}
