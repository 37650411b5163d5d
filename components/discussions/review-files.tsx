import { getTranslations } from "next-intl/server";
import { Fragment, type ReactNode } from "react";
import { FilterLinks } from "@/components/patterns/filter-links";
import type { MarkdownWords } from "@/components/patterns/markdown-words";
import type { PullFiles } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { ReviewDiff } from "./review-diff";
import { ReviewFile } from "./review-file";
import { fileAnchor, ReviewJumps } from "./review-jumps";
import { rowsOf } from "./review-rows";
import { PendingRemark, ReviewThread } from "./review-thread";

type File = PullFiles["files"][number];

interface Props {
  at: RepoAddress;
  number: number;
  /** Address of the page, whose `diff` says how changes are shown. */
  here: string;
  isSplit: boolean;
  changes: PullFiles;
  /** What stands in place of lines, for a file that has none people read. */
  bytesOf: (file: File) => ReactNode;
  canComment: boolean;
  canPush: boolean;
  canMark: boolean;
  words: MarkdownWords;
}

const MAX_LINES = 1_500;

/** What a pull request changes, file by file, with what was said about its lines. */
export async function ReviewFiles({ here, changes, bytesOf, canMark, ...place }: Props) {
  const t = await getTranslations("discussions");
  const { files, drafts } = changes;
  const viewed = new Set(changes.viewed);
  const isElsewhere = ({ path }: { readonly path: string }) => files.every((file) => file.path !== path);
  const views = [{ label: t("unified") }, { value: "split", label: t("split") }];
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <p className="text-small text-text-muted">
          {t("changedFiles", { count: files.length })}
          {canMark && files.length > 0 ? ` · ${t("viewedCount", { viewed: viewed.size, count: files.length })}` : null}
        </p>
        <div className="hidden lg:block">
          <FilterLinks
            label={t("diffView")}
            {...{ path: here, query: { diff: place.isSplit ? "split" : undefined }, name: "diff", options: views }}
          />
        </div>
      </div>
      <div className="flex gap-6">
        {files.length > 1 ? <ReviewJumps {...{ files, viewed }} /> : null}
        <div className="grid min-w-0 flex-1 grid-cols-1 gap-4">
          {withRoom(files, bytesOf).map(({ file, bytes, fits }, index) => (
            <ReviewFile
              key={`${file.oldPath ?? ""} ${file.path} ${file.newOid}`}
              {...{ at: place.at, number: place.number, id: fileAnchor(index), file: headOf(file), canMark }}
              isViewed={viewed.has(file.path)}
            >
              <Inside {...{ ...place, changes, file, bytes, fits }} />
            </ReviewFile>
          ))}
          {drafts.filter(isElsewhere).map((draft) => (
            <PendingRemark key={draft.id} {...{ at: place.at, number: place.number, words: place.words, draft }} />
          ))}
        </div>
      </div>
    </div>
  );
}

const headOf = ({ path, change, newOid, additions, deletions, oldLfs, newLfs }: File) => ({
  ...{ path, change, newOid, additions, deletions },
  isLfs: oldLfs !== null || newLfs !== null,
});

type InsideProps = Omit<Props, "here" | "canMark" | "bytesOf"> & { file: File; bytes: ReactNode; fits: boolean };

async function Inside({ at, number, changes, file, bytes, fits, canComment, canPush, isSplit, words }: InsideProps) {
  const t = await getTranslations("discussions");
  const isHere = ({ path }: { readonly path: string }) => path === file.path;
  const { head: commit, threads, drafts } = changes;
  const { path, hunks } = file;
  const isShown = fits && hunks.length > 0;
  const rows = new Set(isShown ? hunks.flatMap(rowsOf).map(({ key }) => key) : []);
  const said = [
    ...threads.filter(isHere).map((thread) => ({
      id: thread.comment.id,
      key: `${thread.side}${thread.line}`,
      node: <ReviewThread {...{ at, number, thread, hunks, canPush, words }} />,
    })),
    ...drafts.filter(isHere).map((draft) => ({
      id: draft.id,
      key: `${draft.side}${draft.line}`,
      node: <PendingRemark {...{ at, number, draft, hunks, words }} />,
    })),
  ];
  return (
    <>
      {bytes}
      {isShown ? (
        <ReviewDiff
          {...{ at, number, commit, path, hunks, canComment, isSplit }}
          gaps={gapsIn(file)}
          hasDrafts={drafts.length > 0}
          notes={said.filter(({ key }) => rows.has(key))}
        />
      ) : null}
      {bytes || isShown ? null : <p className="text-small text-text-muted">{t("notShown")}</p>}
      {said.map(({ id, key, node }) => (rows.has(key) ? null : <Fragment key={id}>{node}</Fragment>))}
    </>
  );
}

const gapsIn = ({ change, isTruncated }: File) => {
  if (change === "type_changed") return "none";
  return isTruncated ? "between" : "all";
};

function withRoom(files: readonly File[], bytesOf: Props["bytesOf"]) {
  let left = MAX_LINES;
  return files.map((file) => {
    const bytes = bytesOf(file);
    if (bytes) return { file, bytes, fits: false };
    left -= file.hunks.reduce((sum, { lines }) => sum + lines.length, 0);
    return { file, bytes, fits: left >= 0 };
  });
}
