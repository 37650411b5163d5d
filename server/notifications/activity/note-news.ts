import type { z } from "zod";
import { activityOf } from "@/server/discussions";
import { aheadBehind } from "@/server/git";
import { findAnyRepo, findPublishedRelease, isLiked, type Repository } from "@/server/hub";
import { isFollowing } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { ActivityNews } from "../jobs";
import { addToActivity, deleteActivity, moveActivities, putActivity } from "./store";

type News = z.output<typeof ActivityNews>;
type NewsOf<K extends News["kind"]> = Extract<News, { kind: K }>;

/** Writes down what somebody did, or takes it back, by what is the case now: safe to run twice and in any order. */
export async function noteNews(ctx: Ctx<"repositories">, news: News): Promise<void> {
  switch (news.kind) {
    case "created":
    case "moved":
    case "published":
      return noteRepo(ctx, news);
    case "pushed":
      return notePush(ctx, news);
    case "release":
      return noteRelease(ctx, news);
    case "discussion":
      return noteDiscussion(ctx, news);
    case "like":
      return noteLike(ctx, news);
    case "follow":
      return noteFollow(ctx, news);
    case "collection": {
      const { collectionId: subjectId, ownerId, creatorId: actorId } = news;
      return putActivity(ctx, { key: `collected ${subjectId}`, verb: "collected", actorId, ownerId, subjectId });
    }
  }
}

/** What a row says of the repository it happened in. */
const inRepo = ({ id: repoId, ownerId }: Repository) => ({ repoId, ownerId });

async function noteRepo(ctx: Ctx, news: NewsOf<"created" | "moved" | "published">): Promise<void> {
  const repo = await findAnyRepo(ctx, news.repoId);
  if (!repo) return;
  if (news.kind === "moved") return moveActivities(ctx.db, repo.id, repo.ownerId);
  if (news.kind === "published" && repo.visibility !== "public") return;
  const actorId = news.kind === "published" ? news.byId : repo.creatorId;
  if (actorId === null) return;
  await putActivity(ctx, { ...inRepo(repo), key: `${news.kind} ${repo.id}`, verb: news.kind, actorId });
}

const MAX_BRANCHES = 20;
const BRANCHES = "refs/heads/";

/** Commits that came to branches; those of one hour are one line. The first commit of a repository is its creation. */
async function notePush(ctx: Ctx<"repositories">, { repoId, changes, pusherId }: NewsOf<"pushed">): Promise<void> {
  const repo = pusherId === null ? null : await findAnyRepo(ctx, repoId);
  if (!repo || pusherId === null) return;
  const moved = changes.filter(({ ref, after }) => ref.startsWith(BRANCHES) && after !== null).slice(0, MAX_BRANCHES);
  const hour = ctx.now().toISOString().slice(0, 13);
  for (const { ref, before, after } of moved) {
    const branch = ref.slice(BRANCHES.length);
    const base = before ?? (branch === repo.defaultBranch ? null : repo.headCommit);
    const count = base === null || after === null ? 0 : (await aheadBehind(ctx, repoId, { base, head: after })).ahead;
    if (count === 0) continue;
    const key = `pushed ${pusherId} ${repoId} ${branch} ${hour}`;
    const row = { ...inRepo(repo), key, verb: "pushed" as const, actorId: pusherId, branch };
    await addToActivity(ctx, row, { count, what: String(after) });
  }
}

/** A release that is withdrawn was never told. */
async function noteRelease(ctx: Ctx, { repoId, releaseId }: NewsOf<"release">): Promise<void> {
  const key = `released ${releaseId}`;
  const [repo, release] = await Promise.all([findAnyRepo(ctx, repoId), findPublishedRelease(ctx.db, releaseId)]);
  if (!repo || !release) return deleteActivity(ctx.db, key);
  const { authorId: actorId, tag } = release;
  await putActivity(ctx, { ...inRepo(repo), key, verb: "released", actorId, subjectId: releaseId, tag });
}

async function noteDiscussion(ctx: Ctx, { eventId }: NewsOf<"discussion">): Promise<void> {
  const done = await activityOf(ctx, eventId);
  const repo = done && (await findAnyRepo(ctx, done.repoId));
  if (!done || !repo) return;
  const { verb, actorId, discussionId: subjectId } = done;
  const row = { ...inRepo(repo), verb, actorId, subjectId };
  if (verb !== "commented") return putActivity(ctx, { ...row, key: `${verb} ${eventId}` });
  const hour = ctx.now().toISOString().slice(0, 13);
  await addToActivity(ctx, { ...row, key: `commented ${actorId} ${subjectId} ${hour}` }, { count: 1, what: eventId });
}

async function noteLike(ctx: Ctx, { repoId, userId }: NewsOf<"like">): Promise<void> {
  const key = `liked ${userId} ${repoId}`;
  const repo = (await isLiked(ctx, { repoId, userId })) ? await findAnyRepo(ctx, repoId) : null;
  if (!repo) return deleteActivity(ctx.db, key);
  await putActivity(ctx, { ...inRepo(repo), key, verb: "liked", actorId: userId });
}

async function noteFollow(ctx: Ctx, { followerId: actorId, accountId }: NewsOf<"follow">): Promise<void> {
  const key = `followed ${actorId} ${accountId}`;
  if (!(await isFollowing(ctx.db, { followerId: actorId, accountId }))) return deleteActivity(ctx.db, key);
  await putActivity(ctx, { key, verb: "followed", actorId, ownerId: accountId, subjectId: accountId });
}
