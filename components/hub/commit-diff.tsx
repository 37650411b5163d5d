import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { DiffView } from "@/components/patterns/diff-view";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";
import type { CommitView } from "@/server/hub/contract/content";
import type { Repo } from "@/server/hub/contract/repo";
import { diffHunksOf } from "./diff-lines";
import { hrefOf } from "./href";
import { LfsChange } from "./lfs-change";

type Commit = z.infer<typeof CommitView>;
type File = Commit["files"][number];

interface Props {
  repo: Pick<Repo, "kind" | "namespace" | "name">;
  commit: Commit;
  /** Show this file alone, as far as it goes. */
  only?: string | undefined;
}

/** More lines in one answer would make the page slow: longer files are named, and shown on a page of their own. */
const MAX_LINES = 1_500;
const MAX_LINES_OF_FILE = 400;
const MAX_LINES_ALONE = 3_000;

/** What a commit changed, file by file. */
export async function CommitDiff({ repo, commit, only }: Props) {
  const t = await getTranslations("commits");
  const files = only === undefined ? commit.files : commit.files.filter(({ path }) => path === only);
  const added = files.reduce((sum, { additions }) => sum + additions, 0);
  const removed = files.reduce((sum, { deletions }) => sum + deletions, 0);
  return (
    <section aria-label={t("changes")} className="grid grid-cols-1 gap-4">
      <p className="text-small text-text-muted flex flex-wrap gap-3 tabular-nums">
        <span>{t("changedFiles", { count: files.length })}</span>
        <span className="text-success">+{added}</span>
        <span className="text-danger">−{removed}</span>
      </p>
      {commit.parents.length > 1 ? <p className="text-caption text-text-muted">{t("merge")}</p> : null}
      {commit.isTruncated ? <Callout tone="info" title={t("manyFiles", { count: files.length })} /> : null}
      {only === undefined ? null : <TextLink href={hrefOf(repo, "commit", commit.id)}>{t("allFiles")}</TextLink>}
      {withRoom(files, only !== undefined).map(({ file, fits }) => (
        <article key={`${file.oldPath ?? ""} ${file.path}`} className="grid min-w-0 grid-cols-1 gap-2">
          <FileTitle repo={repo} commit={commit} file={file} />
          <FileChange
            file={file}
            fits={fits}
            href={`${hrefOf(repo, "commit", commit.id)}?file=${encodeURIComponent(file.path)}`}
          />
        </article>
      ))}
    </section>
  );
}

const linesOf = (file: File) => file.hunks.reduce((sum, { lines }) => sum + lines.length, 0);

function withRoom(files: readonly File[], isAlone: boolean) {
  let shown = 0;
  return files.map((file) => {
    const lines = linesOf(file);
    const fits = isAlone || (lines <= MAX_LINES_OF_FILE && shown + lines <= MAX_LINES);
    if (fits) shown += lines;
    return { file, fits };
  });
}

async function FileTitle({ repo, commit, file }: Props & { file: File }) {
  const t = await getTranslations("commits");
  const isGone = file.change === "deleted";
  const [at] = isGone ? commit.parents : [commit.id];
  return (
    <h3 className="text-small flex min-w-0 flex-wrap items-center gap-2 font-normal">
      <Badge>{t(`change.${file.change}`)}</Badge>
      {file.oldPath ? <span className="text-text-muted font-mono break-all">{file.oldPath} →</span> : null}
      {at ? (
        <Link href={hrefOf(repo, "blob", at, file.path)} className="font-mono break-all hover:underline">
          {file.path}
        </Link>
      ) : (
        <span className="font-mono break-all">{file.path}</span>
      )}
      {file.oldLfs || file.newLfs ? <Badge>LFS</Badge> : null}
    </h3>
  );
}

async function FileChange({ file, fits, href }: { file: File; fits: boolean; href: string }) {
  const t = await getTranslations("commits");
  if (file.oldLfs || file.newLfs) return <LfsChange before={file.oldLfs} after={file.newLfs} />;
  if (file.isBinary) return <p className="text-small text-text-muted">{t("binary")}</p>;
  if (!fits) {
    return (
      <p className="text-small text-text-muted flex flex-wrap gap-2">
        {t("notShown", { count: linesOf(file) })}
        <TextLink href={href}>{t("showFile")}</TextLink>
      </p>
    );
  }
  const { hunks, isCut } = diffHunksOf(file.hunks, MAX_LINES_ALONE);
  return (
    <>
      {hunks.length > 0 ? (
        <DiffView path={file.path} added={file.additions} removed={file.deletions} hunks={hunks} />
      ) : null}
      {file.isTruncated || isCut ? <p className="text-small text-text-muted">{t("cut")}</p> : null}
      {hunks.length === 0 && !file.isTruncated ? (
        <p className="text-small text-text-muted">{t("sameContent")}</p>
      ) : null}
    </>
  );
}
