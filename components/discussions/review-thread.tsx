import { getTranslations } from "next-intl/server";
import { Markdown } from "@/components/patterns/markdown";
import type { MarkdownWords } from "@/components/patterns/markdown-words";
import type { PullFiles } from "@/server/discussions/contract";
import { suggestedLines } from "@/server/discussions/contract/suggested-lines";
import type { DiffHunk } from "@/server/git/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { ReviewDraft } from "./review-draft";
import { linesIn, SuggestedChange } from "./suggested-change";
import { SuggestionButton } from "./suggestion-button";

interface Place {
  at: RepoAddress;
  number: number;
}

type Lines = Pick<PullFiles["threads"][number], "line" | "startLine">;

/** The lines that something was said about, as they are numbered now. */
async function placeOf({ line, startLine }: Lines): Promise<string> {
  const t = await getTranslations("discussions");
  if (line === null) return t("outdated");
  return startLine === null ? t("onLine", { line }) : t("onLines", { from: startLine, to: line });
}

interface ThreadProps extends Place {
  thread: PullFiles["threads"][number];
  /** Of the file that it is about. */
  hunks: readonly DiffHunk[];
  canPush: boolean;
  words: MarkdownWords;
}

export async function ReviewThread({ at, number, thread, hunks, canPush, words }: ThreadProps) {
  const t = await getTranslations("discussions");
  const { comment } = thread;
  return (
    <div className="rounded-card bg-surface-raised grid min-w-0 gap-1 border px-4 py-2">
      <p className="text-caption text-text-muted">
        {comment.author?.name ?? t("nobody")} · {await placeOf(thread)}
      </p>
      {comment.hidden ? (
        <p className="text-small text-text-muted">{t("hiddenRemark")}</p>
      ) : (
        <Remark body={comment.body ?? ""} {...{ thread, hunks, words }} />
      )}
      {canPush ? <ApplySuggestion {...{ at, number, thread }} eventId={comment.id} body={comment.body ?? ""} /> : null}
    </div>
  );
}

interface ApplyProps extends Place {
  thread: RemarkPlace["thread"];
  eventId: string;
  body: string;
}

/** Nothing where a remark suggests nothing, or its lines have changed since. */
export async function ApplySuggestion({ at, number, thread: { side, line }, eventId, body }: ApplyProps) {
  const t = await getTranslations("discussions");
  if (line === null || side === "old" || !suggestedLines(body)) return null;
  return <SuggestionButton {...{ at, number, eventId }} label={t("applySuggestion")} />;
}

/** Where a remark stands in the files as they are now. */
export type RemarkPlace = Pick<ThreadProps, "hunks"> & { readonly thread: Lines & { side: "old" | "new" } };

type RemarkProps = RemarkPlace & Pick<ThreadProps, "words"> & { body: string };

/** What was said; what it suggests stands below what it takes away, as long as that is there. */
export function Remark({ body, thread: { side, line, startLine }, hunks, words }: RemarkProps) {
  const suggested = side === "new" ? suggestedLines(body) : null;
  const before = line === null ? null : linesIn(hunks, { from: startLine ?? line, to: line });
  if (!suggested) return <Markdown source={body} words={words} />;
  return (
    <>
      {suggested.before.trim() ? <Markdown source={suggested.before} words={words} /> : null}
      <SuggestedChange before={before ?? []} suggested={suggested.lines} />
      {suggested.after.trim() ? <Markdown source={suggested.after} words={words} /> : null}
    </>
  );
}

interface PendingProps extends Place {
  draft: PullFiles["drafts"][number];
  hunks?: readonly DiffHunk[];
  words: MarkdownWords;
}

/** A remark of the reader's own that is not submitted. */
export async function PendingRemark({ at, number, draft, hunks = [], words }: PendingProps) {
  return (
    <ReviewDraft {...{ at, number }} draftId={draft.id} body={draft.body} where={await placeOf(draft)}>
      <Remark body={draft.body} thread={draft} {...{ hunks, words }} />
    </ReviewDraft>
  );
}
