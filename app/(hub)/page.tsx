import { Plus, Rocket } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ConnectTools } from "@/components/hub/connect-tools";
import { DeploymentStrip } from "@/components/inference/deployment-strip";
import { AsideLayout } from "@/components/patterns/aside-layout";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { contextOfPage } from "@/server/api/page-context";
import { filterOfPage, type PageQuery } from "@/server/api/page-list";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import { SHELVES } from "@/server/hub/contract/repo";
import { ListFeedInput } from "@/server/notifications/contract/activity";
import { Feed } from "./feed";
import { TrendingOf } from "./trending-of";

const FEED = 8;

export async function generateMetadata() {
  const [t, viewer] = await Promise.all([getTranslations("home"), getViewer()]);
  return { title: t(viewer ? "title" : "titleOfVisitor") };
}

export default async function HomePage({ searchParams }: { searchParams: PageQuery }) {
  const [t, { site }, viewer, query] = await Promise.all([
    getTranslations("home"),
    contextOfPage(),
    getViewer(),
    searchParams,
  ]);
  const filter = filterOfPage(ListFeedInput, query, { limit: FEED });
  const running = viewer ? await api.inference.listDeployments({ owner: viewer.owner, limit: 4 }) : { items: [] };
  return (
    <PageBody>
      <PageHeader
        title={t(viewer ? "title" : "titleOfVisitor")}
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
        <div className="grid min-w-0 grid-cols-1 gap-8">
          {viewer ? <Feed filter={filter} /> : null}
          <div className="grid grid-cols-1 gap-6 md:grid-cols-2">
            {SHELVES.map((shelf) => (
              <TrendingOf key={shelf} shelf={shelf} />
            ))}
          </div>
        </div>
      </AsideLayout>
    </PageBody>
  );
}
