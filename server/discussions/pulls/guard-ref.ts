import { putRefRule } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import type { DiscussionStatus } from "../contract/discussion";
import { pullRefOf } from "./refs-of";

interface Guarded {
  readonly repoId: string;
  readonly number: number;
  readonly authorId: string;
  readonly headBranch: string | null;
  readonly status: DiscussionStatus;
}

/**
 * The rule of `refs/pr/N`: its author and writers push to an open pull request that takes commits itself; one that
 * follows a branch, or is closed or merged, takes none. Joins the caller's transaction.
 */
export async function guardRef(ctx: Ctx, { repoId, number, authorId, headBranch, status }: Guarded): Promise<void> {
  const isTaking = headBranch === null && (status === "draft" || status === "open");
  const level = isTaking ? "write" : "nobody";
  const people = isTaking ? [authorId] : [];
  await putRefRule(ctx, repoId, { pattern: pullRefOf(number), push: level, merge: level, force: level, people });
}

/** The same for a discussion and its pull request, whose status is another one now. */
export const guardPull = (
  ctx: Ctx,
  {
    discussion,
    pull,
  }: {
    readonly discussion: { readonly authorId: string };
    readonly pull: Pick<Guarded, "repoId" | "number" | "headBranch">;
  },
  status: DiscussionStatus,
): Promise<void> => guardRef(ctx, { ...pull, authorId: discussion.authorId, status });
