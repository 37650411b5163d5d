import { LibraryBig } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ListFrame } from "@/components/admin/list-frame";
import { RepoTable } from "@/components/admin/repo-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { FilterLinks } from "@/components/patterns/filter-links";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { SearchForm } from "@/components/patterns/search-form";
import { VISIBILITIES } from "@/components/patterns/visibility-options";
import { PageBody } from "@/components/shell/page-body";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { titleOf } from "@/server/api/page-title";
import { api } from "@/server/api/rsc";
import { ListAllReposInput, MANAGED_SORTS } from "@/server/hub/contract/managed-repo";
import { REPO_KINDS } from "@/server/hub/contract/repo";

const PATH = "/admin/repositories";
const STATES = ["active", "deleted"] as const;

export const generateMetadata = titleOf("adminRepos");

export default async function RepositoriesPage({ searchParams }: { searchParams: PageQuery }) {
  const [t, asked] = await Promise.all([getTranslations("adminRepos"), searchParams]);
  const query = filterOfPage(ListAllReposInput, asked);
  const firstPage = listAddress(PATH, { ...query, cursor: undefined });
  const { items, nextCursor } = await listOfPage(api.hub.listAllRepos(query), firstPage);
  const frame = { path: PATH, query };
  const everything = { label: t("all") };
  const kinds = [everything, ...REPO_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))];
  const seen = [everything, ...VISIBILITIES.map((value) => ({ value, label: t(`visibilities.${value}`) }))];
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      <ListFrame
        {...{ ...frame, nextCursor, count: items.length }}
        toolbar={
          <>
            <SearchForm label={t("search")} {...frame} />
            <FilterLinks label={t("kind")} {...frame} name="kind" options={kinds} />
            <FilterLinks label={t("visibility")} {...frame} name="visibility" options={seen} />
            <FilterLinks
              label={t("state")}
              {...{ ...frame, name: "state", options: STATES.map((value) => ({ value, label: t(`states.${value}`) })) }}
            />
            <FilterLinks
              label={t("sort")}
              {...{
                ...frame,
                name: "sort",
                options: MANAGED_SORTS.map((value) => ({ value, label: t(`sorts.${value}`) })),
              }}
            />
          </>
        }
        empty={
          <EmptyState icon={LibraryBig} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        }
      >
        <RepoTable repos={items} />
      </ListFrame>
    </PageBody>
  );
}
