import { audit } from "@/server/audit";
import { moveRefs, readRefs } from "@/server/git";
import type { Repository } from "@/server/hub";
import type { AccountSummary } from "@/server/identity/contract";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { addEvent } from "../add-event";
import { judgeSpeech, noteSpeech } from "../judge-speech";
import type { PullPlace } from "../participate";
import { ownersOf } from "../reviews/code-owners";
import { auditTargetOf } from "../show";
import { insertDiscussion } from "../store/discussions";
import { returnNumber, takeNumber } from "../store/numbers";
import { setRole } from "../store/people";
import { insertPull } from "../store/pulls";
import { guardRef } from "./guard-ref";
import { pullRefOf } from "./refs-of";

export interface NewPull {
  readonly authorId: string;
  readonly title: string;
  readonly description: string;
  readonly baseBranch: string;
  readonly headBranch: string | null;
  readonly headRepoId: string | null;
  readonly status: "draft" | "open";
  readonly opensOnCommit: boolean;
  /** Puts what the pull request starts with under its ref, which does not exist yet, and returns that commit. */
  readonly place: (ref: string, number: number) => Promise<string>;
}

const ATTEMPTS = 20;

/**
 * Writes the ref first and the rows after it: a crash in between leaves a number that nothing has. Throws what
 * `judgeTexts` throws.
 */
export async function openPull(
  ctx: Ctx<"repositories" | "moderation">,
  repo: Repository,
  wanted: NewPull,
): Promise<PullPlace> {
  const found = await judgeSpeech(ctx, { title: wanted.title, bodies: [wanted.description] });
  for (let attempt = 1; ; attempt += 1) {
    const number = await atomically(ctx, (ctx) => takeNumber(ctx, repo.id));
    const ref = pullRefOf(number);
    try {
      const headCommit = await wanted.place(ref, number);
      const owners = await ownersOf(ctx, repo, { ...wanted, headCommit });
      return await atomically(ctx, (ctx) => writePull(ctx, repo, { ...wanted, number, headCommit, owners, found }));
    } catch (error) {
      // A number that was rolled back may have left its ref behind: the next one is free.
      const isLeftOver = error instanceof DomainError && error.reason === "parent_moved" && attempt < ATTEMPTS;
      if (isLeftOver) continue;
      await dropRef(ctx, repo, ref);
      await atomically(ctx, (ctx) => returnNumber(ctx, repo.id, number));
      throw error;
    }
  }
}

async function dropRef(ctx: Ctx<"repositories">, repo: Repository, ref: string): Promise<void> {
  const before = (await readRefs(ctx, repo.id, [ref])).get(ref);
  if (before !== undefined) await moveRefs(ctx, repo.id, [{ ref, before, after: null }]);
}

type Facts = NewPull & {
  readonly number: number;
  readonly headCommit: string;
  readonly found: Parameters<typeof noteSpeech>[2];
  readonly owners: readonly AccountSummary[];
};

async function writePull(ctx: Ctx, repo: Repository, facts: Facts): Promise<PullPlace> {
  const { authorId, number, title, status } = facts;
  const discussion = await insertDiscussion(ctx, { repoId: repo.id, number, isPull: true, title, authorId, status });
  const pull = await insertPull(ctx.db, {
    discussionId: discussion.id,
    repoId: repo.id,
    number,
    baseBranch: facts.baseBranch,
    headBranch: facts.headBranch,
    headRepoId: facts.headRepoId,
    headCommit: facts.headCommit,
    opensOnCommit: facts.opensOnCommit,
  });
  const { repoId, headBranch } = pull;
  await guardRef(ctx, { repoId, number, authorId, headBranch, status });
  await addEvent(ctx, discussion, { type: "comment", authorId, body: facts.description });
  const place = { repo, discussion, pull };
  if (facts.owners.length > 0) {
    const userIds = facts.owners.map(({ id }) => id);
    await setRole(ctx, discussion.id, { role: "isReviewer", userIds });
    const added = facts.owners.map(({ name }) => name);
    await addEvent(ctx, discussion, { type: "reviewers", authorId: null, data: { added } });
  }
  await noteSpeech(ctx, place, facts.found);
  await audit(ctx, "pullRequest.created", auditTargetOf(place, { base: facts.baseBranch }));
  return place;
}
