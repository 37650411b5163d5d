import { getTranslations } from "next-intl/server";
import { BranchTable } from "@/components/hub/branches/branch-table";
import { DeletedBranches } from "@/components/hub/branches/deleted-branches";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { NewRef } from "@/components/hub/settings/new-ref";
import { ListPager } from "@/components/patterns/list-pager";
import { SearchForm } from "@/components/patterns/search-form";
import { Words } from "@/components/shell/words";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { ListBranchesInput } from "@/server/hub/contract/refs";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<{ search?: string | string[]; cursor?: string | string[] }>;
}

export async function generateMetadata({ params }: Props) {
  const [t, { namespace, name }] = await Promise.all([getTranslations("branches"), params]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

const Filter = ListBranchesInput.pick({ search: true, cursor: true });

export default async function BranchesPage({ params, searchParams }: Props) {
  const [{ shelf, namespace, name }, asked] = await Promise.all([params, searchParams]);
  const [t, repo] = await Promise.all([getTranslations("branches"), repoOfPage(shelf, namespace, name)]);
  const filter = Filter.catch({}).parse(asked);
  const [page, deleted] = await Promise.all([
    api.hub.listBranches({ ...addressOf(repo), ...filter }),
    repo.can.write ? deletedIn(repo) : [],
  ]);
  const here = hrefOf(repo, "branches");
  return (
    <RepoFrame repo={repo} tab="branches">
      <Words namespaces={["branches", "repoSettings"]}>
        {repo.can.write && repo.sha !== null ? <NewRef repo={repo} kind="branch" /> : null}
        <SearchForm label={t("search")} path={here} query={filter} />
        <BranchTable repo={repo} branches={page.items} isSearched={Boolean(filter.search)} />
        <ListPager
          summary={t("count", { count: page.total })}
          path={here}
          query={filter}
          nextCursor={page.nextCursor}
        />
        <DeletedBranches repo={repo} branches={deleted} />
      </Words>
    </RepoFrame>
  );
}

async function deletedIn(repo: Parameters<typeof addressOf>[0]) {
  return (await api.hub.listDeletedBranches({ ...addressOf(repo), limit: 50 })).items;
}
