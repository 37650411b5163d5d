import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Markdown } from "@/components/patterns/markdown";
import type { MarkdownWords } from "@/components/patterns/markdown-words";
import { WordLinks } from "@/components/patterns/word-links";
import { Avatar } from "@/components/ui/avatar";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DiscussionDetails, TimelineEvent } from "@/server/discussions/contract";
import { HIDDEN_WHEN_REPORTED } from "@/server/discussions/contract/discussion";
import { tasksIn } from "@/server/discussions/contract/tasks";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { CommentFrame } from "./comment/comment-frame";
import type { CommentAct } from "./comment/comment-menu";
import { TaskBox } from "./comment/task-box";
import { ApplySuggestion, Remark, type RemarkPlace } from "./review-thread";

interface Props {
  at: RepoAddress;
  number: number;
  events: readonly TimelineEvent[];
  /** `null` for a visitor. */
  viewer: string | null;
  can: DiscussionDetails["can"];
  /** Who leads the repository may keep people out of all that its owner has. */
  mayBlock: boolean;
  words: MarkdownWords;
  /** Of the remarks that suggest other lines, by the id of their event; one without a place shows its words alone. */
  places: ReadonlyMap<string, RemarkPlace>;
}

/** All that may name people and discussions. */
export const textsOf = ({ body, data: { number, commits, from, to } }: TimelineEvent) => [
  ...[body, from, to, commits?.at(-1)?.subject],
  ...(number === undefined ? [] : [`#${number}`]),
];

/** Everything that was said and done, oldest first. */
export function TimelineView({ events, ...place }: Props) {
  const reviews = new Set(events.flatMap(({ type, id }) => (type === "review" ? [id] : [])));
  const isRemark = ({ reviewId }: TimelineEvent) => reviewId !== null && reviews.has(reviewId);
  const entries = events.filter((event) => event.type !== "review_comment" || !isRemark(event));
  return (
    <ol className="grid grid-cols-1 gap-3">
      {entries.map((event) => (
        <Entry key={event.id} event={event} {...place}>
          {event.type === "review"
            ? remarksOf(event, events).map((remark) => <Entry key={remark.id} event={remark} {...place} />)
            : []}
        </Entry>
      ))}
    </ol>
  );
}

const remarksOf = ({ id }: TimelineEvent, events: readonly TimelineEvent[]) =>
  events.filter(({ type, reviewId }) => type === "review_comment" && reviewId === id);

type EntryProps = Omit<Props, "events"> & { event: TimelineEvent; children?: readonly ReactNode[] };

/** What was said or done, with the remarks on lines that belong to it. */
const Entry = ({ event, children = [], ...place }: EntryProps) => (
  <li id={event.id} className="grid min-w-0 scroll-mt-20 grid-cols-1 gap-3">
    {isSpeech(event) ? <Speech event={event} {...place} /> : <Happening event={event} words={place.words} />}
    {children.length > 0 ? <ol className="grid grid-cols-1 gap-3 border-l pl-4">{children}</ol> : null}
  </li>
);

const isSpeech = ({ body, hidden }: TimelineEvent): boolean => body !== null && (body !== "" || hidden !== null);

/** Of a remark whose lines have changed since. */
const GONE: RemarkPlace = { thread: { side: "new", line: null, startLine: null }, hunks: [] };

type SpeechProps = Omit<Props, "events"> & { event: TimelineEvent };

function Speech({ event, at, number, viewer, can, mayBlock, words, places }: SpeechProps) {
  const { id, body, reactions, hidden } = event;
  const mayTick = can.comment && (can.write || (viewer !== null && event.author?.name === viewer));
  const tasks = new Map(mayTick ? tasksIn(body ?? "").map((task) => [task.line, task]) : []);
  const boxOf = (line: number) => {
    const task = tasks.get(line);
    return task ? <TaskBox {...{ at, number }} eventId={id} {...task} /> : null;
  };
  return (
    <CommentFrame
      {...{ at, number }}
      event={{ id, body, reactions, authorName: event.author?.name ?? "" }}
      acts={actsOn(event, { viewer, can, mayBlock })}
      canReact={can.comment && hidden === null}
      header={<Happening event={event} words={words} />}
    >
      {hidden === null ? (
        <div dir="auto" className="grid min-w-0 grid-cols-1 gap-2">
          {event.type === "review_comment" ? (
            <OnLines {...{ at, number, event, can, words }} place={places.get(id) ?? GONE} />
          ) : (
            <Markdown source={body ?? ""} words={words} task={boxOf} />
          )}
        </div>
      ) : (
        <Hidden hidden={hidden} words={words} />
      )}
    </CommentFrame>
  );
}

type OnLinesProps = Pick<SpeechProps, "at" | "number" | "event" | "can" | "words"> & { place: RemarkPlace };

const OnLines = ({ at, number, event: { id, body }, can, words, place }: OnLinesProps) => (
  <>
    <Remark body={body ?? ""} {...place} words={words} />
    {can.push ? <ApplySuggestion {...{ at, number, ...place }} eventId={id} body={body ?? ""} /> : null}
  </>
);

interface HiddenProps {
  hidden: NonNullable<TimelineEvent["hidden"]>;
  words: MarkdownWords;
}

async function Hidden({ hidden: { reason, said }, words }: HiddenProps) {
  const t = await getTranslations("discussions");
  const given = reason ? t("hiddenBecause", { reason }) : t("hiddenRemark");
  const reasonWords = reason === HIDDEN_WHEN_REPORTED ? t("hiddenWhenReported") : given;
  return (
    <div className="text-small text-text-muted grid gap-2">
      <p>{reasonWords}</p>
      {said === null ? null : (
        <details>
          <summary className="cursor-default">{t("hiddenSaid")}</summary>
          <div dir="auto" className="min-w-0 pt-2">
            <Markdown source={said} words={words} />
          </div>
        </details>
      )}
    </div>
  );
}

/** What may be tried; the server decides. */
function actsOn(
  { author, hidden, editCount }: TimelineEvent,
  { viewer, can, mayBlock }: Pick<Props, "viewer" | "can" | "mayBlock">,
) {
  const isOwn = viewer !== null && author?.name === viewer;
  const mayHide = can.comment && (isOwn || can.write);
  const acts: readonly (readonly [CommentAct, boolean])[] = [
    ["link", true],
    ["quote", can.comment && hidden === null],
    ["edit", can.comment && isOwn && hidden === null],
    ["history", editCount > 0],
    ["hide", mayHide && hidden === null],
    ["show", can.write && hidden !== null],
    ["report", viewer !== null && !isOwn],
    ["block", mayBlock && !isOwn && author !== null],
  ];
  return acts.flatMap(([act, isOffered]) => (isOffered ? [act] : []));
}

async function Happening({ event, words }: { event: TimelineEvent; words: MarkdownWords }) {
  const [t, locale] = await Promise.all([getTranslations("discussions"), getLocale()]);
  const at = event.createdAt.toISOString();
  const isOwnTurn = event.author === null && (event.type === "reviewers" || event.type === "refused");
  return (
    <p className="text-small text-text-muted flex min-w-0 flex-wrap items-center gap-2">
      {isOwnTurn ? null : <Who author={event.author} nobody={t("nobody")} />}
      <span className="min-w-0 break-words">
        <WordLinks text={await toldOf(event)} words={words} />
      </span>
      <RelativeTime at={at} now={new Date().toISOString()} locale={locale} className="text-caption" />
      {event.editCount > 0 ? <span className="text-caption">{t("edited")}</span> : null}
    </p>
  );
}

const Who = ({ author, nobody }: { author: TimelineEvent["author"]; nobody: string }) => (
  <>
    <Avatar name={author?.name ?? nobody} src={author?.avatarUrl ?? null} size="xs" />
    <span className="text-text font-medium">{author?.name ?? nobody}</span>
  </>
);

async function toldOf(event: TimelineEvent): Promise<string> {
  const t = await getTranslations("discussions");
  if (event.hidden) return t("told.hidden");
  const { added = [], removed = [], from = "", to = "", ...data } = event.data;
  const names = { added: added.join(", "), removed: removed.join(", ") };
  const commits = data.commits ?? [];
  const tellings: Readonly<Record<TimelineEvent["type"], () => string>> = {
    comment: () => t(event.body === "" ? "told.opened" : "told.comment"),
    status: () => t(data.closeReason ? `told.closedAs.${data.closeReason}` : `told.${data.status ?? "open"}`),
    title: () => t("told.title", { from, to }),
    commits: () => t("told.commits", { count: commits.length, last: commits.at(-1)?.subject ?? "" }),
    labels: () => changeOf(t, "labels", names),
    assignees: () => changeOf(t, "assignees", names),
    reviewers: () => (event.author ? changeOf(t, "reviewers", names) : t("told.reviewersAsked", names)),
    review: () => t(`told.${data.verdict ?? "comment"}`),
    review_comment: () => lineOf(t, event.data),
    lock: () => lockOf(t, event.data),
    pin: () => t(data.isOn ? "told.pinned" : "told.unpinned"),
    reference: () => t("told.reference", { number: data.number ?? 0 }),
    base: () => t("told.base", { from, to }),
    stale: () => t("told.stale", names),
    dismissal: () => t("told.dismissal", { ...names, reason: data.reason ?? "" }),
    refused: () => t(`told.refused.${data.refused ?? "objects_refused"}`),
  };
  return tellings[event.type]();
}

type Teller = Awaited<ReturnType<typeof getTranslations<"discussions">>>;

function lineOf(t: Teller, { path = "", line = 0, startLine }: TimelineEvent["data"]): string {
  return startLine === undefined
    ? t("told.line", { path, line })
    : t("told.lines", { path, from: startLine, to: line });
}

function lockOf(t: Teller, { isOn, lockReason }: TimelineEvent["data"]): string {
  if (lockReason) return t(`told.lockedAs.${lockReason}`);
  return t(isOn ? "told.locked" : "told.unlocked");
}

type Names = Readonly<Record<"added" | "removed", string>>;

/** Only what happened is told: added, removed, or both. */
function changeOf(t: Teller, what: "labels" | "assignees" | "reviewers", names: Names): string {
  if (names.removed === "") return t(`told.${what}Added`, names);
  return names.added === "" ? t(`told.${what}Removed`, names) : t(`told.${what}`, names);
}
