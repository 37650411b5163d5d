import { Plus, Rocket } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ConnectTools } from "@/components/hub/connect-tools";
import { TrendingList } from "@/components/hub/trending-list";
import { DeploymentStrip } from "@/components/inference/deployment-strip";
import { AsideLayout } from "@/components/patterns/aside-layout";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { contextOfPage } from "@/server/api/page-context";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import { SHELVES, type Shelf } from "@/server/hub/contract/repo";

export async function generateMetadata() {
  const t = await getTranslations("home");
  return { title: t("title") };
}

export default async function HomePage() {
  const [t, { site }, viewer] = await Promise.all([getTranslations("home"), contextOfPage(), getViewer()]);
  const running = viewer ? await api.inference.listDeployments({ owner: viewer.owner, limit: 4 }) : { items: [] };
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("about")}
        actions={
          <>
            <Button asChild>
              <Link href="/new/models">
                <Plus aria-hidden />
                {t("newModel")}
              </Link>
            </Button>
            <Button asChild variant="primary">
              <Link href="/console/deployments/new">
                <Rocket aria-hidden />
                {t("deploy")}
              </Link>
            </Button>
          </>
        }
      />
      {running.items.length > 0 ? <DeploymentStrip deployments={running.items} label={t("continue")} /> : null}
      <AsideLayout aside={<ConnectTools origin={site.origin} />} asideLabel={t("connect")} className="lg:gap-6">
        <div className="grid grid-cols-1 gap-6 md:grid-cols-2">
          {SHELVES.map((shelf) => (
            <TrendingOf key={shelf} shelf={shelf} />
          ))}
        </div>
      </AsideLayout>
    </PageBody>
  );
}

async function TrendingOf({ shelf }: { shelf: Shelf }) {
  const [t, hub, { items }] = await Promise.all([
    getTranslations("home"),
    getTranslations("hub"),
    api.hub.listRepos({ shelf, sort: "trending", limit: 5 }),
  ]);
  return (
    <TrendingList
      title={hub(`titles.${shelf}`)}
      shelf={shelf}
      all={t(`all.${shelf}`)}
      empty={{ text: hub(`empty.${shelf}.text`), action: hub(`create.${shelf}`) }}
      repos={items}
    />
  );
}
