import { Rocket } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DeploymentTable } from "@/components/inference/deployment-table";
import { NoDeployments } from "@/components/inference/no-deployments";
import { FilterLinks } from "@/components/patterns/filter-links";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import { contextOfPage } from "@/server/api/page-context";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";
import { DEPLOYMENT_STATUSES, ListDeploymentsInput } from "@/server/inference/contract";

interface Props {
  searchParams: PageQuery;
}

const PATH = "/console/deployments";
const LIMIT = 50;

export async function generateMetadata() {
  const t = await getTranslations("deployments");
  return { title: t("title") };
}

export default async function DeploymentsPage({ searchParams }: Props) {
  const [t, word, { owner }, { site }, query] = await Promise.all([
    getTranslations("deployments"),
    getTranslations("deploymentStatus"),
    requireViewer(),
    contextOfPage(),
    searchParams,
  ]);
  const filter = filterOfPage(ListDeploymentsInput, query, { owner, limit: LIMIT });
  const firstPage = listAddress(PATH, { status: filter.status });
  const found = await listOfPage(api.inference.listDeployments(filter), firstPage);
  const next = new URLSearchParams({ ...(filter.status && { status: filter.status }), cursor: found.nextCursor ?? "" });
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("about", { owner })}
        actions={
          <Button asChild variant="primary">
            <Link href="/console/deployments/new">
              <Rocket aria-hidden />
              {t("deploy")}
            </Link>
          </Button>
        }
      />
      <FilterLinks
        label={t("filter")}
        path={PATH}
        query={{ status: filter.status }}
        name="status"
        options={[{ label: t("all") }, ...DEPLOYMENT_STATUSES.map((value) => ({ value, label: word(value) }))]}
      />
      <Words namespaces={["deployments", "deploymentStatus"]}>
        <DeploymentTable
          key={JSON.stringify(filter)}
          filter={filter}
          initial={found}
          now={new Date().toISOString()}
          empty={<NoDeployments origin={site.origin} owner={owner} isFiltered={filter.status !== undefined} />}
        />
      </Words>
      {found.nextCursor ? (
        <Button asChild className="justify-self-center">
          <Link href={`${PATH}?${next}`}>{t("more")}</Link>
        </Button>
      ) : null}
    </PageBody>
  );
}
