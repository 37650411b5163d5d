import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { addressOf, hrefOf } from "@/components/hub/href";
import { NotWritable } from "@/components/hub/not-writable";
import { RepoFrame } from "@/components/hub/repo-frame";
import { UploadFiles } from "@/components/hub/upload/upload-files";
import { WriteHeader } from "@/components/hub/write-header";
import { Words } from "@/components/shell/words";
import { TextLink } from "@/components/ui/text-link";
import { choicesOfPage } from "@/server/api/page-choices";
import { placeOfPage, repoOfPage } from "@/server/api/page-repo";
import { orNull } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ shelf: string; namespace: string; name: string; path?: string[] }>;
}

const MOST_NAMES = 1_000;

export async function generateMetadata() {
  const t = await getTranslations("upload");
  return { title: t("title") };
}

export default async function UploadPage({ params }: Props) {
  const at = await params;
  const [t, repo, place, viewer] = await Promise.all([
    getTranslations("upload"),
    repoOfPage(at.shelf, at.namespace, at.name),
    placeOfPage(at),
    getViewer(),
  ]);
  const { revision, kind, path } = place;
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(hrefOf(repo, "upload", revision, path))}`);
  if (path.includes("..")) notFound();
  const folder = await orNull(api.hub.listTree({ ...addressOf(repo), revision, path, limit: MOST_NAMES }));
  const names = (folder?.items ?? []).map((entry) => (path === "" ? entry.path : entry.path.slice(path.length + 1)));
  const choices = kind === "branch" ? await choicesOfPage(repo, revision) : null;
  return (
    <RepoFrame repo={repo} tab="files">
      <WriteHeader repo={repo} place={place} title={t("title")} />
      {choices ? (
        <>
          <TextLink
            href={`${hrefOf(repo, "edit", revision, ...(path === "" ? [] : [path]))}?new=1`}
            className="text-small"
          >
            {t("writeInstead")}
          </TextLink>
          <Words namespaces={["upload", "commitBox", "secretKinds", "secretNotice"]}>
            <UploadFiles {...{ repo, choices }} branch={revision} folder={path} existing={names} />
          </Words>
        </>
      ) : (
        <NotWritable repo={repo} place={place} />
      )}
    </RepoFrame>
  );
}
