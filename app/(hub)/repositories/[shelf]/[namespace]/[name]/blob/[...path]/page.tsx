import { getTranslations } from "next-intl/server";
import { FileContent } from "@/components/hub/file-content";
import { RepoFrame } from "@/components/hub/repo-frame";
import { ByteSize } from "@/components/ui/byte-size";
import { orNotFound, repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { shelfOf } from "@/server/hub/contract/repo";

interface Props {
  params: Promise<{ shelf: string; namespace: string; name: string; path: string[] }>;
}

export default async function BlobPage({ params }: Props) {
  const { shelf, namespace, name, path: given } = await params;
  const [t, repo] = await Promise.all([getTranslations("hub"), repoOfPage(shelf, namespace, name)]);
  const [revision = repo.defaultBranch, ...parts] = given.map(decodeURIComponent);
  const where = { shelf: shelfOf(repo.kind), namespace, name, revision, path: parts.join("/") };
  const file = await orNotFound(api.hub.getFile(where));
  return (
    <RepoFrame repo={repo} tab="files">
      <p className="text-small text-text-muted flex flex-wrap items-center gap-4">
        <span className="text-text font-mono">{file.path}</span>
        <ByteSize bytes={file.size} />
        <a href={file.downloadUrl} className="text-accent-text hover:underline">
          {t("download")}
        </a>
      </p>
      {file.lfs ? <p className="text-caption text-text-muted font-mono">sha256:{file.lfs.oid}</p> : null}
      {file.isTruncated ? <p className="text-small text-text-muted">{t("truncated")}</p> : null}
      <FileContent path={file.path} text={file.text} />
    </RepoFrame>
  );
}
