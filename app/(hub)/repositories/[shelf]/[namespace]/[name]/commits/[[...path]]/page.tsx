import { getTranslations } from "next-intl/server";
import { CommitList } from "@/components/hub/commit-list";
import { addressOf, hrefOf } from "@/components/hub/href";
import { PlaceBar } from "@/components/hub/place-bar";
import { RepoFrame } from "@/components/hub/repo-frame";
import { EmptyState } from "@/components/patterns/empty-state";
import { ListPager } from "@/components/patterns/list-pager";
import { placeOfPage, type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<{ cursor?: string | string[] }>;
}

const PAGE = 50;

export async function generateMetadata({ params }: Props) {
  const [t, { namespace, name }] = await Promise.all([getTranslations("commits"), params]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

export default async function CommitsPage({ params, searchParams }: Props) {
  const [at, { cursor }] = await Promise.all([params, searchParams]);
  const [t, repo, place] = await Promise.all([
    getTranslations("commits"),
    repoOfPage(at.shelf, at.namespace, at.name),
    placeOfPage(at),
  ]);
  const { commit, path, revision } = place;
  const where = { ...addressOf(repo), revision, path, limit: PAGE, ...(typeof cursor === "string" && { cursor }) };
  const { items, nextCursor } =
    commit === null ? { items: [], nextCursor: null } : await orNotFound(api.hub.listCommits(where));
  const here = hrefOf(repo, "commits", revision, ...(path === "" ? [] : [path]));
  return (
    <RepoFrame repo={repo} tab="commits">
      <PlaceBar repo={repo} place={place} verb="commits" />
      {items.length > 0 ? (
        <CommitList repo={repo} commits={items} path={path} />
      ) : (
        <EmptyState kind={repo.kind} title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      )}
      <ListPager path={here} query={{ cursor }} nextCursor={nextCursor} count={items.length} />
    </RepoFrame>
  );
}
