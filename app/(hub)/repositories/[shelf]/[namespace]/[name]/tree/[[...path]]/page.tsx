import { FolderView } from "@/components/hub/folder-view";
import { addressOf } from "@/components/hub/href";
import { PlaceBar } from "@/components/hub/place-bar";
import { isFresh, PushGuide } from "@/components/hub/push-guide";
import { RepoFrame } from "@/components/hub/repo-frame";
import { TreeActions } from "@/components/hub/tree-actions";
import { choicesOfPage } from "@/server/api/page-choices";
import { contextOfPage } from "@/server/api/page-context";
import { placeOfPage, repoOfPage } from "@/server/api/page-repo";
import { orNotFound, whenThereIsTime } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<{ shelf: string; namespace: string; name: string; path?: string[] }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
}

const PAGE = 500;

export async function generateMetadata({ params }: Props) {
  const { namespace, name } = await params;
  return { title: `${namespace}/${name}` };
}

export default async function TreePage({ params, searchParams }: Props) {
  const [at, { cursor }] = await Promise.all([params, searchParams]);
  const [repo, place, { site }] = await Promise.all([
    repoOfPage(at.shelf, at.namespace, at.name),
    placeOfPage(at),
    contextOfPage(),
  ]);
  const { path, commit, kind, revision } = place;
  const canChange = kind === "branch" && (repo.can.write || (await choicesOfPage(repo, revision)) !== null);
  const where = { ...addressOf(repo), revision: commit ?? "", path };
  const [page, history] =
    commit === null
      ? [null, null]
      : await Promise.all([
          orNotFound(
            api.hub.listTree({
              ...where,
              withCommits: true,
              limit: PAGE,
              ...(typeof cursor === "string" && { cursor }),
            }),
          ),
          whenThereIsTime(api.hub.listCommits({ ...where, limit: 1 })),
        ]);
  return (
    <RepoFrame repo={repo} tab="files">
      <PlaceBar repo={repo} place={place} verb="tree">
        <TreeActions {...{ repo, place, canChange }} />
      </PlaceBar>
      <FolderView
        repo={repo}
        place={place}
        page={page}
        lastCommit={history?.items[0] ?? null}
        cursor={typeof cursor === "string" ? cursor : undefined}
      />
      {path === "" && isFresh(page?.items.map((entry) => entry.path) ?? []) ? (
        <PushGuide repo={repo} origin={site.origin} ssh={site.ssh} />
      ) : null}
    </RepoFrame>
  );
}
