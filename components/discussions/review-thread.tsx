import { getTranslations } from "next-intl/server";
import { Markdown } from "@/components/patterns/markdown";
import type { MarkdownWords } from "@/components/patterns/markdown-words";
import type { PullFiles } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { ReviewDraft } from "./review-draft";
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
  canPush: boolean;
  words: MarkdownWords;
}

export async function ReviewThread({ at, number, thread, canPush, words }: ThreadProps) {
  const t = await getTranslations("discussions");
  const { comment, line } = thread;
  return (
    <div className="rounded-card bg-surface-raised grid min-w-0 gap-1 border px-4 py-2">
      <p className="text-caption text-text-muted">
        {comment.author?.name ?? t("nobody")} · {await placeOf(thread)}
      </p>
      {comment.hidden ? (
        <p className="text-small text-text-muted">{t("hiddenRemark")}</p>
      ) : (
        <Markdown source={comment.body ?? ""} words={words} />
      )}
      {canPush && line !== null && comment.body?.includes("```suggestion") ? (
        <SuggestionButton at={at} number={number} eventId={comment.id} label={t("applySuggestion")} />
      ) : null}
    </div>
  );
}

interface RemarkProps extends Place {
  draft: PullFiles["drafts"][number];
  words: MarkdownWords;
}

/** A remark of the reader's own that is not submitted. */
export async function PendingRemark({ at, number, draft, words }: RemarkProps) {
  return (
    <ReviewDraft {...{ at, number }} draftId={draft.id} body={draft.body} where={await placeOf(draft)}>
      <Markdown source={draft.body} words={words} />
    </ReviewDraft>
  );
}
