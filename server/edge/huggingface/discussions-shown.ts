import { type DiscussionPlace, detailsOf, diffOf, mergeStateOf, pullOf, timelineOf } from "@/server/discussions";
import type { Discussion, TimelineEvent } from "@/server/discussions/contract";
import { inWalkTurn } from "@/server/git";
import type { Repository } from "@/server/hub";
import type { AccountSummary } from "@/server/identity/contract";
import { type Ctx, type Dependency, hexId } from "@/server/kernel";

/** A key of a person who is gone is left out: clients fail on null. */
function authorOnWire({ site }: Ctx, repo: Repository, author: AccountSummary | null) {
  if (author === null) return {};
  const avatarUrl = author.avatarUrl === null ? `${site.origin}/favicon.ico` : `${site.origin}${author.avatarUrl}`;
  const { name, displayName } = author;
  const isOwner = author.id === repo.ownerId;
  return { author: { name, fullname: displayName, avatarUrl, type: "user", isOwner, isHf: false, isMod: false } };
}

/** A line of the list. */
export function summaryOnWire(ctx: Ctx, repo: Repository, item: Discussion) {
  return {
    num: item.number,
    title: item.title,
    status: item.status,
    isPullRequest: item.isPull,
    createdAt: item.createdAt,
    pinned: item.isPinned,
    numComments: item.commentCount,
    numReactionUsers: 0,
    topReactions: [],
    repoOwner: { name: repo.namespace, isParticipating: false },
    repo: { name: `${repo.namespace}/${repo.name}`, type: repo.kind },
    ...authorOnWire(ctx, repo, item.author),
  };
}

const MAX_DIFF_BYTES = 4 * 1_024 * 1_024;

/** One discussion: for a pull request with its conflicts, and its unified diff when asked. */
export async function detailsOnWire(
  ctx: Ctx<Dependency>,
  place: DiscussionPlace,
  { withDiff }: { readonly withDiff: boolean },
): Promise<Record<string, unknown>> {
  const { repo, discussion } = place;
  const [details, events] = await Promise.all([detailsOf(ctx, place), timelineOf(ctx, discussion)]);
  return {
    ...summaryOnWire(ctx, repo, details),
    locked: details.isLocked,
    isReportable: false,
    events: events.map((event) => eventOnWire(ctx, repo, event)),
    ...(discussion.isPull && (await pullOnWire(ctx, place, { withDiff }))),
  };
}

async function pullOnWire(ctx: Ctx<Dependency>, found: DiscussionPlace, { withDiff }: { readonly withDiff: boolean }) {
  const place = await pullOf(ctx, found);
  const { pull } = place;
  const { conflicts } = await inWalkTurn(ctx, () => mergeStateOf(ctx, place));
  const merged = pull.mergeCommit === null ? {} : { mergeCommitId: pull.mergeCommit };
  return {
    changes: { base: `refs/heads/${pull.baseBranch}`, ...merged },
    filesWithConflicts: conflicts,
    ...(withDiff && { diff: await diffOf(ctx, place, MAX_DIFF_BYTES) }),
  };
}

/** A line of the timeline, in the words of the Hugging Face API. */
export function eventOnWire(ctx: Ctx, repo: Repository, event: TimelineEvent) {
  const [type, data] = dataOnWire(event);
  return { id: hexId(event.id), type, createdAt: event.createdAt, data, ...authorOnWire(ctx, repo, event.author) };
}

function dataOnWire(event: TimelineEvent): readonly [string, Record<string, unknown>] {
  const { data } = event;
  switch (event.type) {
    case "comment":
    case "review":
    case "review_comment":
      return ["comment", commentOnWire(event)];
    case "status":
      return ["status-change", { status: data.status }];
    case "title":
      return ["title-change", { from: data.from, to: data.to }];
    case "commits": {
      const last = data.commits?.at(-1);
      return ["commit", { subject: last?.subject ?? "", oid: last?.oid ?? data.commit ?? "" }];
    }
    case "labels":
    case "assignees":
    case "reviewers":
    case "lock":
    case "pin":
    case "reference":
    case "base":
    case "stale":
    case "dismissal":
    case "refused":
      return [event.type, { ...data }];
  }
}

function commentOnWire({ body, editCount, editedAt, createdAt, hidden, author, reactions, replyToId }: TimelineEvent) {
  const raw = body ?? "";
  const by = author === null ? {} : { author: { name: author.name } };
  return {
    edited: editCount > 0,
    hidden: hidden !== null,
    ...(hidden && { hiddenBy: hidden.by ?? "", hiddenReason: hidden.reason ?? "" }),
    latest: { raw, html: htmlOf(raw), updatedAt: editedAt ?? createdAt, ...by },
    numEdits: editCount,
    reactions: reactions.map(({ reaction, count }) => ({ reaction, count, users: [] })),
    isReport: false,
    ...(replyToId !== null && { parentCommentId: hexId(replyToId) }),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** The text as it was written, safe in any page: programs render Markdown themselves. */
const htmlOf = (raw: string): string =>
  raw === "" ? "" : `<p>${raw.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? "")}</p>`;
