import { getTranslations } from "next-intl/server";
import { FileMatches } from "@/components/hub/file-matches";
import { addressOf, hrefOf } from "@/components/hub/href";
import { PlaceBar } from "@/components/hub/place-bar";
import { RepoFrame } from "@/components/hub/repo-frame";
import { SearchForm } from "@/components/patterns/search-form";
import { placeOfPage, type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { SearchFilesInput } from "@/server/hub/contract/content";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<{ q?: string | string[] }>;
}

export async function generateMetadata({ params }: Props) {
  const [t, { namespace, name }] = await Promise.all([getTranslations("find"), params]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

export default async function FindPage({ params, searchParams }: Props) {
  const [at, { q }] = await Promise.all([params, searchParams]);
  const [t, repo, place] = await Promise.all([
    getTranslations("find"),
    repoOfPage(at.shelf, at.namespace, at.name),
    placeOfPage(at),
  ]);
  const { path, revision, commit } = place;
  const query = SearchFilesInput.shape.query.safeParse(q).data;
  const where = { ...addressOf(repo), revision: commit ?? "", path };
  const found =
    query === undefined || commit === null ? null : await orNotFound(api.hub.searchFiles({ ...where, query }));
  return (
    <RepoFrame repo={repo} tab="files">
      <PlaceBar repo={repo} place={place} verb="find">
        <SearchForm
          label={t("label")}
          path={hrefOf(repo, "find", revision, ...(path === "" ? [] : [path]))}
          query={{ q: query }}
          name="q"
        />
      </PlaceBar>
      <FileMatches repo={repo} revision={revision} query={query} found={found} />
    </RepoFrame>
  );
}
