import { getTranslations } from "next-intl/server";
import { TagTable } from "@/components/hub/branches/tag-table";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { NewRef } from "@/components/hub/settings/new-ref";
import { ListPager } from "@/components/patterns/list-pager";
import { SearchForm } from "@/components/patterns/search-form";
import { Words } from "@/components/shell/words";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { ListRefsInput } from "@/server/hub/contract/content";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<{ search?: string | string[]; cursor?: string | string[] }>;
}

export async function generateMetadata({ params }: Props) {
  const [t, { namespace, name }] = await Promise.all([getTranslations("tags"), params]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

const PAGE = 30;
const Filter = ListRefsInput.pick({ search: true, cursor: true });

export default async function TagsPage({ params, searchParams }: Props) {
  const [{ shelf, namespace, name }, asked] = await Promise.all([params, searchParams]);
  const [t, repo] = await Promise.all([getTranslations("tags"), repoOfPage(shelf, namespace, name)]);
  const filter = Filter.catch({}).parse(asked);
  const { items, nextCursor } = await api.hub.listRefs({ ...addressOf(repo), ...filter, kind: "tag", limit: PAGE });
  const here = hrefOf(repo, "tags");
  return (
    <RepoFrame repo={repo} tab="tags">
      <Words namespaces={["tags", "repoSettings"]}>
        {repo.can.write && repo.sha !== null ? <NewRef repo={repo} kind="tag" /> : null}
        <SearchForm label={t("search")} path={here} query={filter} />
        <TagTable repo={repo} tags={items} isSearched={Boolean(filter.search)} />
        <ListPager count={items.length} path={here} query={filter} nextCursor={nextCursor} />
      </Words>
    </RepoFrame>
  );
}
