import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CommitBar } from "@/components/hub/commit-bar";
import { FileActions } from "@/components/hub/file-actions";
import { FileHeaderView } from "@/components/hub/file-header-view";
import { FileView } from "@/components/hub/file-view";
import { addressOf, hrefOf } from "@/components/hub/href";
import { LfsFacts } from "@/components/hub/lfs-facts";
import { PlaceBar } from "@/components/hub/place-bar";
import { RepoFrame } from "@/components/hub/repo-frame";
import { ScanNotes } from "@/components/hub/scan/scan-notes";
import { Callout } from "@/components/ui/callout";
import { choicesOfPage } from "@/server/api/page-choices";
import { fileOfPage } from "@/server/api/page-file";
import { picturesOfPage } from "@/server/api/page-pictures";
import { placeOfPage, type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { decodedPart } from "@/server/kernel/contract/decoded-part";

interface Props {
  params: Promise<RepoParams & { path: string[] }>;
  searchParams: Promise<{ plain?: string | string[] }>;
}

export async function generateMetadata({ params }: Props) {
  const { namespace, name, path } = await params;
  return { title: `${decodedPart(path.at(-1) ?? "")} · ${namespace}/${name}` };
}

export default async function BlobPage({ params, searchParams }: Props) {
  const [at, { plain }] = await Promise.all([params, searchParams]);
  const [t, repo, place] = await Promise.all([
    getTranslations("fileHeader"),
    repoOfPage(at.shelf, at.namespace, at.name),
    placeOfPage(at),
  ]);
  const { path, revision } = place;
  if (place.commit === null || path === "") redirect(hrefOf(repo, "tree", revision));
  if (repo.gate !== null && !(await api.hub.getGate(addressOf(repo))).hasAccess) redirect(hrefOf(repo));
  const where = { ...addressOf(repo), revision: place.commit, path };
  const { file: found, inside, lastCommit } = await fileOfPage(where);
  if (!found) {
    await orNotFound(api.hub.listTree({ ...where, limit: 1 }));
    redirect(hrefOf(repo, "tree", revision, path));
  }
  const file = { ...found, revision };
  const pictures = await picturesOfPage(repo, place.commit);
  const canChange = place.kind === "branch" && (await choicesOfPage(repo, revision)) !== null;
  return (
    <RepoFrame repo={repo} tab="files">
      <PlaceBar repo={repo} place={place} verb="blob">
        <FileActions {...{ repo, place, file, canChange }} />
      </PlaceBar>
      <div className="rounded-card bg-surface-raised min-w-0 overflow-hidden border">
        {lastCommit ? <CommitBar repo={repo} commit={lastCommit} /> : null}
        <ScanNotes scan={file.scan} keptBack={file.keptBack} />
        {file.lfs ? <LfsFacts oid={file.lfs.oid} /> : null}
        {inside?.header ? (
          <FileHeaderView
            repo={repo}
            place={{ revision: where.revision, path }}
            header={inside.header}
            tensors={inside.tensors}
          />
        ) : (
          <>
            {inside ? (
              <Callout tone="danger" isBanner title={t("broken")}>
                {inside.problem}
              </Callout>
            ) : null}
            <FileView repo={repo} file={file} isPlain={plain !== undefined} pictures={pictures} />
          </>
        )}
      </div>
    </RepoFrame>
  );
}
