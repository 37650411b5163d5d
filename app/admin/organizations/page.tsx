import { Building2 } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ListFrame } from "@/components/admin/list-frame";
import { OrganizationTable } from "@/components/admin/organization-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { FilterLinks } from "@/components/patterns/filter-links";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { SearchForm } from "@/components/patterns/search-form";
import { PageBody } from "@/components/shell/page-body";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { titleOf } from "@/server/api/page-title";
import { api } from "@/server/api/rsc";
import { ListAllOrganizationsInput } from "@/server/identity/contract";

const PATH = "/admin/organizations";
const STATES = [undefined, "active", "deleted"] as const;

export const generateMetadata = titleOf("adminOrganizations");

export default async function OrganizationsPage({ searchParams }: { searchParams: PageQuery }) {
  const [t, asked] = await Promise.all([getTranslations("adminOrganizations"), searchParams]);
  const query = filterOfPage(ListAllOrganizationsInput, asked);
  const firstPage = listAddress(PATH, { ...query, cursor: undefined });
  const { items, nextCursor } = await listOfPage(api.identity.listAllOrganizations(query), firstPage);
  const states = STATES.map((value) => ({ ...(value && { value }), label: t(`states.${value ?? "all"}`) }));
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      <ListFrame
        {...{ path: PATH, query, nextCursor, count: items.length }}
        toolbar={
          <>
            <SearchForm label={t("search")} path={PATH} query={query} />
            <FilterLinks label={t("state")} path={PATH} query={query} name="state" options={states} />
          </>
        }
        empty={
          <EmptyState icon={Building2} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        }
      >
        <OrganizationTable organizations={items} />
      </ListFrame>
    </PageBody>
  );
}
