import { Rocket } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DeploymentTable } from "@/components/admin/deployment-table";
import { ListFrame } from "@/components/admin/list-frame";
import { EmptyState } from "@/components/patterns/empty-state";
import { FilterLinks } from "@/components/patterns/filter-links";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { SearchForm } from "@/components/patterns/search-form";
import { PageBody } from "@/components/shell/page-body";
import { RefreshEvery } from "@/components/shell/refresh-every";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { titleOf } from "@/server/api/page-title";
import { orNobody } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { DEPLOYMENT_STATUSES, ListDeploymentsInput } from "@/server/inference/contract";

const PATH = "/admin/deployments";

export const generateMetadata = titleOf("adminDeployments");

export default async function DeploymentsPage({ searchParams }: { searchParams: PageQuery }) {
  const [t, asked] = await Promise.all([getTranslations("adminDeployments"), searchParams]);
  const query = filterOfPage(ListDeploymentsInput, asked);
  const firstPage = listAddress(PATH, { ...query, cursor: undefined });
  const { items, nextCursor } = await listOfPage(orNobody(api.inference.listDeployments(query)), firstPage);
  const statuses = [undefined, ...DEPLOYMENT_STATUSES].map((value) => ({
    ...(value && { value }),
    label: t(`statuses.${value ?? "all"}`),
  }));
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      <ListFrame
        {...{ path: PATH, query, nextCursor, count: items.length }}
        toolbar={
          <>
            <SearchForm label={t("search")} path={PATH} query={query} name="owner" />
            <FilterLinks label={t("status")} path={PATH} query={query} name="status" options={statuses} />
          </>
        }
        empty={
          <EmptyState icon={Rocket} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        }
      >
        <DeploymentTable deployments={items} />
      </ListFrame>
      <RefreshEvery seconds={10} />
    </PageBody>
  );
}
