import { allows, authorize, personOf, type Resource } from "@/server/access";
import { getRepoAt, type Repository, resourceOf } from "@/server/hub";
import type { RepoAddress } from "@/server/hub/contract";
import { type Ctx, DomainError, forbidden, type Person, userIdOf } from "@/server/kernel";
import type { DiscussionAddress, DiscussionReason } from "./contract/discussion";
import { type DiscussionRow, getDiscussionRow } from "./store/discussions";
import { findBlock } from "./store/people";
import { findPull, type PullRow } from "./store/pulls";
import { readDiscussionSettings } from "./store/settings";

export interface Place {
  readonly repo: Repository;
  readonly discussion: DiscussionRow;
}

export interface PullPlace extends Place {
  readonly pull: PullRow;
}

/** A `DomainError` whose reason is in this context's list. */
export const refusal = (
  code: "forbidden" | "conflict" | "invalid" | "stale",
  message: string,
  reason: DiscussionReason,
): DomainError => new DomainError(code, message, { reason });

export const repoAddressOf = ({ shelf, namespace, name }: RepoAddress): RepoAddress => ({ shelf, namespace, name });

/** Throws `not_found` for a repository that the caller may not read, and for a number that nothing has. */
export async function discussionAt(ctx: Ctx, address: DiscussionAddress): Promise<Place> {
  const repo = await getRepoAt(ctx, repoAddressOf(address));
  return { repo, discussion: await getDiscussionRow(ctx.db, { repoId: repo.id, number: address.number }) };
}

/** Throws `conflict` (`not_a_pull_request`) for an issue. */
export async function pullAt(ctx: Ctx, address: DiscussionAddress): Promise<PullPlace> {
  return pullOf(ctx, await discussionAt(ctx, address));
}

/** Like `pullAt`, for what shows files: a gate keeps them from who was not let in. */
export async function pullFilesAt(ctx: Ctx, address: DiscussionAddress): Promise<PullPlace> {
  const place = await pullAt(ctx, address);
  await authorize(ctx, "repo.content", resourceOf(place.repo));
  return place;
}

/** Throws `conflict` (`not_open`) for what is merged or closed. */
export function assertOpen({ discussion: { status } }: Place): void {
  if (status === "merged" || status === "closed") {
    throw refusal("conflict", `The pull request is ${status}`, "not_open");
  }
}

export async function pullOf(ctx: Ctx, place: Place): Promise<PullPlace> {
  const pull = place.discussion.isPull ? await findPull(ctx.db, place.discussion.id) : null;
  if (pull) return { ...place, pull };
  throw refusal("conflict", `#${place.discussion.number} is not a pull request`, "not_a_pull_request");
}

/**
 * Who takes part in the discussions of a repository. Throws `unauthenticated` for a visitor, `forbidden` (`archived`,
 * `discussions_disabled`, `blocked`), and `forbidden` for a token that may not.
 */
export const participate = (ctx: Ctx, repo: Repository): Promise<Person> => admit(ctx, repo, resourceOf(repo));

/** The same for what people keep for themselves and tell moderators: where nothing is said any more, too. */
export const attend = (ctx: Ctx, repo: Repository): Promise<Person> =>
  admit(ctx, repo, { ...resourceOf(repo), isArchived: false });

/**
 * The same for a pull request and its files. Throws `forbidden` (`mirror`) besides: what follows a repository elsewhere
 * could merge nothing.
 */
export async function participateInFiles(ctx: Ctx, repo: Repository): Promise<Person> {
  const person = await participate(ctx, repo);
  if (!repo.isMirror) return person;
  throw new DomainError("forbidden", "The repository is a mirror: propose the change where it comes from", {
    reason: "mirror",
  });
}

async function admit(ctx: Ctx, repo: Repository, resource: Resource): Promise<Person> {
  const person = personOf(ctx);
  await authorize(ctx, "discussion.write", resource);
  if (await allows(ctx, "repo.write", resource)) return person;
  if (!(await readDiscussionSettings(ctx.db, repo.id)).isEnabled) {
    throw refusal("forbidden", "Discussions are disabled on this repository", "discussions_disabled");
  }
  if (await findBlock(ctx.db, repo.ownerId, person.userId)) {
    throw refusal("forbidden", "The owner of this repository has blocked you", "blocked");
  }
  return person;
}

/** Like `participate`, in a discussion that may be locked: then only who can write to the repository speaks. */
export async function participateIn(ctx: Ctx, { repo, discussion }: Place): Promise<Person> {
  const person = await participate(ctx, repo);
  if (discussion.lockedAt === null || (await allows(ctx, "repo.write", resourceOf(repo)))) return person;
  throw refusal("forbidden", "This discussion is locked", "locked");
}

/** Whether the caller opened it, or can write to the repository. */
export async function mayEdit(ctx: Ctx, { repo, discussion }: Place): Promise<boolean> {
  const isAuthor = userIdOf(ctx.actor) === discussion.authorId;
  const resource = resourceOf(repo);
  if (isAuthor && discussion.lockedAt === null) return allows(ctx, "discussion.write", resource);
  return allows(ctx, "repo.write", resource);
}

/** Throws `forbidden` for everybody but its author and writers of the repository. */
export async function authorizeEdit(ctx: Ctx, place: Place): Promise<Person> {
  const person = await participateIn(ctx, place);
  if (await mayEdit(ctx, place)) return person;
  throw forbidden("repo.write");
}
