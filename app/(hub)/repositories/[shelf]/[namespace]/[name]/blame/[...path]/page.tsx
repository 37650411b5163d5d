import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BlameView } from "@/components/hub/blame-view";
import { addressOf, hrefOf } from "@/components/hub/href";
import { PlaceBar } from "@/components/hub/place-bar";
import { RepoFrame } from "@/components/hub/repo-frame";
import { ListPager } from "@/components/patterns/list-pager";
import { TextLink } from "@/components/ui/text-link";
import { placeOfPage, type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<RepoParams & { path: string[] }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
}

export async function generateMetadata({ params }: Props) {
  const [t, { namespace, name }] = await Promise.all([getTranslations("blame"), params]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

const PAGE = 1_000;

export default async function BlamePage({ params, searchParams }: Props) {
  const [at, { cursor }] = await Promise.all([params, searchParams]);
  const [t, repo, place] = await Promise.all([
    getTranslations("blame"),
    repoOfPage(at.shelf, at.namespace, at.name),
    placeOfPage(at),
  ]);
  const { path, revision, commit } = place;
  if (commit === null || path === "") redirect(hrefOf(repo, "tree", revision));
  const first = typeof cursor === "string" && /^[1-9]\d{0,6}$/.test(cursor) ? Number(cursor) : 1;
  const where = { ...addressOf(repo), revision: commit, path };
  const blame = await orNotFound(api.hub.getBlame({ ...where, first, limit: PAGE }));
  const next = first + blame.lines.length;
  return (
    <RepoFrame repo={repo} tab="files">
      <PlaceBar repo={repo} place={place} verb="blame">
        <TextLink href={hrefOf(repo, "blob", revision, path)}>{t("file")}</TextLink>
        <TextLink href={hrefOf(repo, "commits", revision, path)}>{t("history")}</TextLink>
      </PlaceBar>
      <BlameView repo={repo} blame={blame} />
      <ListPager
        path={hrefOf(repo, "blame", revision, path)}
        query={{ cursor: first > 1 ? first : undefined }}
        nextCursor={next <= blame.total ? String(next) : null}
        count={blame.lines.length}
      />
    </RepoFrame>
  );
}
