import { allows, authorize } from "@/server/access";
import { getReadableRepoById, type Repository, resourceOf } from "@/server/hub";
import { type Ctx, DomainError, forbidden, userIdOf } from "@/server/kernel";
import { type PullPlace, participateIn, participateInFiles, refusal } from "../participate";
import { ownsOpenPull } from "../store/pulls";

/** Whether the caller may add commits to a pull request: by its branch, or under `refs/pr/N`. */
export async function mayPush(ctx: Ctx, place: PullPlace): Promise<boolean> {
  try {
    await authorizePush(ctx, place);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/**
 * The repository that commits to a pull request go into. Throws `forbidden` for who may not, `conflict` (`not_open`)
 * for one that is closed or merged.
 */
export async function authorizePush(ctx: Ctx, place: PullPlace): Promise<Repository> {
  const { repo, discussion, pull } = place;
  if (discussion.status === "closed" || discussion.status === "merged") {
    throw refusal("conflict", `The pull request #${discussion.number} is ${discussion.status}`, "not_open");
  }
  if (pull.headBranch !== null) {
    const head = pull.headRepoId === null ? repo : await getReadableRepoById(ctx, pull.headRepoId);
    await authorize(ctx, "repo.write", resourceOf(head));
    return head;
  }
  await participateInFiles(ctx, repo);
  const person = await participateIn(ctx, place);
  const isAuthor = person.userId === discussion.authorId;
  if (isAuthor || (await allows(ctx, "repo.write", resourceOf(repo)))) return repo;
  throw forbidden("repo.write");
}

/**
 * Whether the caller may push anything with git: who cannot write to the repository may still push to open pull
 * requests of their own that take commits themselves; which refs, the rules say. Throws `forbidden`, `unauthenticated`.
 */
export async function authorizeGitPush(ctx: Ctx, repo: Repository): Promise<void> {
  const resource = resourceOf(repo);
  const userId = userIdOf(ctx.actor);
  const isWriter = await allows(ctx, "repo.write", resource);
  if (!isWriter && userId !== null && (await ownsOpenPull(ctx.db, repo.id, userId)))
    await participateInFiles(ctx, repo);
  else await authorize(ctx, "repo.write", resource);
}
