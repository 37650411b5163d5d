import type { Happening } from "@/server/discussions";
import { pathOf, type Repository } from "@/server/hub";
import { shelfOf } from "@/server/hub/contract";
import { type Ctx, hexId } from "@/server/kernel";
import { beginningOf } from "@/server/kernel/contract/beginning-of";
import type { RepoNews } from "./jobs";

/** A delivery is kept for each webhook, so that it is short; what was left out is at the address that it names. */
const MOST_CHARACTERS = 4_000;
const MOST_REFS = 500;

interface Event {
  readonly action: "create" | "update" | "delete" | "move" | "ping";
  readonly scope: "repo" | "repo.content" | "repo.config" | "discussion" | "discussion.comment" | "webhook";
}

export const nameOf = ({ scope, action }: Event): string => `${scope} ${action}`;

/** What receivers get (Hugging Face webhooks, version 3), without the webhook's own lines. */
export interface Message {
  readonly event: Event;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Tells of nothing: a test of the receiver. */
export const PING: Message = { event: { action: "ping", scope: "webhook" }, payload: {} };

const EVENTS: Readonly<Record<RepoNews["kind"], Event>> = {
  created: { action: "create", scope: "repo" },
  deleted: { action: "delete", scope: "repo" },
  moved: { action: "move", scope: "repo" },
  configured: { action: "update", scope: "repo.config" },
  changed: { action: "update", scope: "repo.content" },
};

export function repoMessage(site: Ctx["site"], repo: Repository, news: RepoNews): Message {
  const name = `${repo.namespace}/${repo.name}`;
  const shown = { ...shownRepo(site, repo), headSha: repo.headCommit };
  const payload = {
    repo: news.kind === "moved" ? { ...shown, name: news.before ?? name } : shown,
    ...(news.kind === "changed" && {
      updatedRefs: news.changes
        .slice(0, MOST_REFS)
        .map(({ ref, before, after }) => ({ ref, oldSha: before, newSha: after })),
      ...(news.changes.length > MOST_REFS && { updatedRefsAreCut: true }),
    }),
    ...(news.kind === "configured" && { updatedConfig: { private: repo.visibility !== "public" } }),
    ...(news.kind === "moved" && { movedTo: { name, owner: { id: hexId(repo.ownerId) } } }),
  };
  return { event: EVENTS[news.kind], payload };
}

function shownRepo(site: Ctx["site"], repo: Repository) {
  const name = `${repo.namespace}/${repo.name}`;
  return {
    type: repo.kind,
    name,
    id: hexId(repo.id),
    private: repo.visibility !== "public",
    url: { web: `${site.origin}${pathOf(repo)}`, api: apiOf(site, repo) },
    owner: { id: hexId(repo.ownerId) },
    tags: repo.tags,
  };
}

const apiOf = ({ origin }: Ctx["site"], { kind, namespace, name }: Repository): string =>
  `${origin}/api/${shelfOf(kind)}/${namespace}/${name}`;

/** `isChange`: what was said reads otherwise now. */
export function discussionMessage(site: Ctx["site"], happening: Happening, isChange: boolean): Message {
  const { repo, discussion, comment } = happening;
  const web = `${site.origin}${discussion.path}`;
  const { id, title, status, authorId, number, baseBranch } = discussion;
  const payload = {
    repo: shownRepo(site, repo),
    discussion: {
      ...{ id: hexId(id), title, status, num: number, author: { id: hexId(authorId) } },
      url: { web, api: `${apiOf(site, repo)}/discussions/${number}` },
      isPullRequest: baseBranch !== null,
      ...(baseBranch !== null && { changes: { base: `refs/heads/${baseBranch}` } }),
    },
    ...(comment && { comment: shownComment(comment, web) }),
  };
  return { event: eventIn(happening, isChange), payload };
}

function shownComment({ id, authorId, content }: NonNullable<Happening["comment"]>, web: string) {
  return {
    id: hexId(id),
    ...(authorId !== null && { author: { id: hexId(authorId) } }),
    ...(content !== null && shownContent(content)),
    hidden: content === null,
    url: { web: `${web}#${id}` },
  };
}

function shownContent(content: string) {
  if (content.length <= MOST_CHARACTERS) return { content };
  return { content: `${beginningOf(content, MOST_CHARACTERS)}…`, contentIsCut: true };
}

function eventIn({ isFirst, comment }: Happening, isChange: boolean): Event {
  if (isFirst && !isChange) return { action: "create", scope: "discussion" };
  if (comment === null) return { action: "update", scope: "discussion" };
  return { action: isChange ? "update" : "create", scope: "discussion.comment" };
}
