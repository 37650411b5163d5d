import {
  browseDiscussions,
  changeStatus,
  discussionNumbered,
  eventNamed,
  merge,
  openIssue,
  proposePull,
  pullOf,
  retitle,
  reword,
  say,
  setHidden,
  showEvent,
} from "@/server/discussions";
import { type Repository, wirePathOf } from "@/server/hub";
import { type Ctx, type Dependency, DomainError, notFound } from "@/server/kernel";
import { readBody } from "../read-body";
import { respondJson } from "../respond";
import { decoded, isTrue, type RepoCall, repoOf } from "./call";
import { detailsOnWire, eventOnWire, summaryOnWire } from "./discussions-shown";
import { CommentBody, EditBody, MergeBody, NewDiscussionBody, StatusBody, TitleBody } from "./wire";

const PAGE = 50;
const TYPES: ReadonlyMap<string | null, "issue" | "pull"> = new Map([
  ["discussion", "issue"],
  ["pull_request", "pull"],
]);

/** `GET …/discussions`: newest first, by pages from 0; with a number, one discussion and its events. */
export async function getDiscussions(call: RepoCall): Promise<void> {
  const repo = await repoOf(call);
  if (call.rest !== "") return getOne(call, repo);
  const { ctx, query } = call;
  const offset = PAGE * pageIn(query.get("p"));
  const type = TYPES.get(query.get("type")) ?? "all";
  const asked = query.get("status");
  const status = asked === "open" || asked === "closed" ? asked : "all";
  const author = query.get("author") ?? undefined;
  const filter = { type, status, author, assignee: undefined, label: undefined, search: undefined } as const;
  const { items, count, closed } = await browseDiscussions(ctx, repo, { ...filter, offset, limit: PAGE });
  const discussions = items.map((item) => summaryOnWire(ctx, repo, item));
  respondJson(call, { status: 200, body: { discussions, count, start: offset, numClosedDiscussions: closed } });
}

const pageIn = (text: string | null): number => (text !== null && /^\d{1,6}$/.test(text) ? Number(text) : 0);

async function getOne(call: RepoCall, repo: Repository): Promise<void> {
  const { ctx, query } = call;
  const discussion = await discussionNumbered(ctx, repo, numberIn(call.rest));
  const body = await detailsOnWire(ctx, { repo, discussion }, { withDiff: isTrue(query.get("diff")) });
  respondJson(call, { status: 200, body });
}

function numberIn(text: string): number {
  const digits = decoded(text);
  if (/^[1-9]\d{0,8}$/.test(digits)) return Number(digits);
  throw notFound("Discussion", digits.slice(0, 20));
}

export const discussionAddressOf = ({ site }: Ctx, repo: Repository, number: number) =>
  `${site.origin}/${wirePathOf(repo)}/discussions/${number}`;

/** `POST …/discussions`: opens one; with a number and a verb, adds to one. */
export async function postDiscussions(call: RepoCall): Promise<void> {
  const repo = await repoOf(call);
  if (call.rest === "") return create(call, repo);
  const [number = "", verb = "", commentId, action] = call.rest.split("/");
  const { ctx } = call;
  const place = { repo, discussion: await discussionNumbered(ctx, repo, numberIn(number)) };
  const handle = commentId === undefined && Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (handle) return handle(call, place);
  const isOfComment = verb === "comment" && (action === "edit" || action === "hide");
  if (!isOfComment) throw notFound("Route", call.path.slice(0, 200));
  const eventId = (await eventNamed(ctx, place.discussion, commentId ?? "")).id;
  const changed =
    action === "edit"
      ? await reword(ctx, place, { eventId, body: (await readBody(call, EditBody)).content })
      : await setHidden(ctx, place, { eventId, isHidden: true, reason: null });
  respondJson(call, { status: 200, body: { updatedComment: await shown(ctx, place, changed) } });
}

type Place = Parameters<typeof say>[1];
const shown = async (ctx: Ctx<Dependency>, { repo }: Place, row: Parameters<typeof showEvent>[1]) =>
  eventOnWire(ctx, repo, await showEvent(ctx, row));

const VERBS: Readonly<Record<string, (call: RepoCall, place: Place) => Promise<void>>> = {
  async comment(call, place) {
    const { comment, replyTo } = await readBody(call, CommentBody);
    const replied = replyTo ? await eventNamed(call.ctx, place.discussion, replyTo) : null;
    const event = await say(call.ctx, place, { body: comment, ...(replied && { replyToId: replied.id }) });
    respondJson(call, { status: 200, body: { newMessage: await shown(call.ctx, place, event) } });
  },
  async title(call, place) {
    const event = await retitle(call.ctx, place, (await readBody(call, TitleBody)).title);
    respondJson(call, { status: 200, body: { newTitle: await shown(call.ctx, place, event) } });
  },
  async status(call, place) {
    const { status, comment } = await readBody(call, StatusBody);
    const event = await changeStatus(call.ctx, place, { status, comment: comment ?? "" });
    respondJson(call, { status: 200, body: { newStatus: await shown(call.ctx, place, event) } });
  },
  async merge(call, place) {
    const body = await readBody(call, MergeBody);
    const commit = await merge(call.ctx, await pullOf(call.ctx, place), { comment: body?.comment ?? undefined });
    respondJson(call, { status: 200, body: { mergeCommitId: commit } });
  },
};

async function create(call: RepoCall, repo: Repository): Promise<void> {
  const { ctx } = call;
  const body = await readBody(call, NewDiscussionBody);
  const { title, pullRequest } = body;
  const description = body.description ?? "";
  const number = pullRequest
    ? (await proposePull(ctx, repo, { title, description, isDraft: false })).discussion.number
    : (await openIssue(ctx, repo, { title, description })).number;
  const url = discussionAddressOf(ctx, repo, number);
  respondJson(call, { status: 200, body: { num: number, title, pullRequest, url } });
}

/** The number in `refs/pr/N`; `null` for another revision. Throws `not_found` for a malformed one. */
export function pullNumberIn(revision: string): number | null {
  if (!revision.startsWith("refs/pr/")) return null;
  const [, digits] = /^refs\/pr\/([1-9]\d{0,8})$/.exec(revision) ?? [];
  if (digits !== undefined) return Number(digits);
  throw new DomainError("not_found", `${revision} does not exist`, { reason: "revision_not_found" });
}
