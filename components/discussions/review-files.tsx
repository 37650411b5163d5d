import { getTranslations } from "next-intl/server";
import { Markdown } from "@/components/patterns/markdown";
import { Badge } from "@/components/ui/badge";
import type { PullFiles } from "@/server/discussions/contract";
import type { RepoAt } from "./discussion-href";
import { ReviewDiff } from "./review-diff";
import { SuggestionButton } from "./suggestion-button";

type File = PullFiles["files"][number];

interface Props {
  at: RepoAt;
  number: number;
  changes: PullFiles;
  canComment: boolean;
  canPush: boolean;
}

const MAX_LINES = 1_500;

/** What a pull request changes, file by file, with what was said about its lines. */
export async function ReviewFiles({ at, number, changes, canComment, canPush }: Props) {
  const t = await getTranslations("discussions");
  const shown = withRoom(changes.files);
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="text-small text-text-muted">{t("changedFiles", { count: changes.files.length })}</p>
      {shown.map(({ file, fits }) => (
        <article key={`${file.oldPath ?? ""} ${file.path}`} className="grid min-w-0 grid-cols-1 gap-2">
          <h3 className="text-small flex min-w-0 flex-wrap items-center gap-2 font-normal">
            <Badge>{t(`change.${file.change}`)}</Badge>
            <span className="font-mono break-all">{file.path}</span>
          </h3>
          {fits && file.hunks.length > 0 ? (
            <ReviewDiff
              at={at}
              number={number}
              commit={changes.head}
              path={file.path}
              hunks={file.hunks}
              canComment={canComment}
            />
          ) : (
            <p className="text-small text-text-muted">{t("notShown")}</p>
          )}
          {changes.threads
            .filter(({ path }) => path === file.path)
            .map(({ comment, line }) => (
              <div key={comment.id} className="rounded-card bg-surface-raised grid min-w-0 gap-1 border px-4 py-2">
                <p className="text-caption text-text-muted">
                  {comment.author?.name ?? t("nobody")} · {line === null ? t("outdated") : t("onLine", { line })}
                </p>
                {comment.hidden ? (
                  <p className="text-small text-text-muted">{t("hiddenRemark")}</p>
                ) : (
                  <Markdown source={comment.body ?? ""} />
                )}
                {canPush && line !== null && comment.body?.includes("```suggestion") ? (
                  <SuggestionButton at={at} number={number} eventId={comment.id} label={t("applySuggestion")} />
                ) : null}
              </div>
            ))}
        </article>
      ))}
    </div>
  );
}

function withRoom(files: readonly File[]) {
  let left = MAX_LINES;
  return files.map((file) => {
    left -= file.hunks.reduce((sum, { lines }) => sum + lines.length, 0);
    return { file, fits: left >= 0 && !file.isBinary };
  });
}
