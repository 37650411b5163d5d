import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cardTemplate } from "@/components/hub/edit/card-template";
import { EditFile } from "@/components/hub/edit/edit-file";
import { addressOf, hrefOf } from "@/components/hub/href";
import { NotWritable } from "@/components/hub/not-writable";
import { RepoFrame } from "@/components/hub/repo-frame";
import { WriteHeader } from "@/components/hub/write-header";
import { Words } from "@/components/shell/words";
import { Callout } from "@/components/ui/callout";
import { choicesOfPage } from "@/server/api/page-choices";
import { placeOfPage, type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { orNull } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import type { CommitChoices } from "@/server/discussions/contract";
import type { Place } from "@/server/hub/contract/content";
import type { RepoDetails } from "@/server/hub/contract/repo";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<{ new?: string | string[] }>;
}

export async function generateMetadata() {
  const t = await getTranslations("edit");
  return { title: t("title") };
}

/** `?new=1`: a new file in the folder of the address. A path where nothing is yet begins a new file too. */
export default async function EditPage({ params, searchParams }: Props) {
  const [at, { new: isNew }] = await Promise.all([params, searchParams]);
  const [repo, place, viewer] = await Promise.all([
    repoOfPage(at.shelf, at.namespace, at.name),
    placeOfPage(at),
    getViewer(),
  ]);
  const { revision, path, kind } = place;
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(hrefOf(repo, "edit", revision, path))}`);
  const isFolder = isNew !== undefined || path === "";
  const choices = kind === "branch" ? await choicesOfPage(repo, revision) : null;
  return (
    <RepoFrame repo={repo} tab="files">
      {choices ? <Editor {...{ repo, place, isFolder, choices }} /> : <NotWritable repo={repo} place={place} />}
    </RepoFrame>
  );
}

interface EditorProps {
  repo: RepoDetails;
  place: Place;
  isFolder: boolean;
  choices: CommitChoices;
}

async function Editor({ repo, place, isFolder, choices }: EditorProps) {
  const t = await getTranslations("edit");
  const { revision, path } = place;
  const file = isFolder ? null : await orNull(api.hub.getFile({ ...addressOf(repo), revision, path }));
  const isText = !file || (file.text !== null && !file.lfs && !file.isTruncated);
  return (
    <>
      <WriteHeader repo={repo} place={place} title={t(file === null ? "newTitle" : "title")} />
      {isText ? (
        <Words namespaces={["cardForm", "tasks", "edit", "commitBox", "secretKinds", "secretNotice"]}>
          <EditFile
            {...{ repo, choices }}
            branch={revision}
            path={isFolder && path !== "" ? `${path}/` : path}
            oid={file?.oid ?? null}
            text={file?.text ?? (path === "README.md" ? cardTemplate(repo) : "")}
          />
        </Words>
      ) : (
        <Callout tone="info" title={t("noText")} />
      )}
    </>
  );
}
