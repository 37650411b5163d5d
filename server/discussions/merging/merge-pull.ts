import { authorize } from "@/server/access";
import { isAncestor, moveRefs, prepareMerge } from "@/server/git";
import type { MergeMethod } from "@/server/git/contract";
import { commitAuthor, resourceOf } from "@/server/hub";
import { type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { DiscussionAddress } from "../contract/discussion";
import { mergeTitle } from "../contract/merge-title";
import { MergePullInput, MergeResult, type MergeState } from "../contract/pull";
import { type PullPlace, participateIn, pullAt, refusal } from "../participate";
import { pullRefOf } from "../pulls/refs-of";
import { syncPull } from "../pulls/sync-pull";
import { claimMerge, dropClaim, type MergeIntent } from "../store/pulls";
import { completeMerge } from "./complete-merge";
import { mergeStateOf } from "./merge-state";

export const mergePull = defineCommand({
  name: "discussions.mergePull",
  summary: "Merge a pull request",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/pulls/{number}/merge" },
  input: MergePullInput,
  output: MergeResult,
  async run(ctx: Ctx<"repositories">, { number, shelf, namespace, name, ...wish }) {
    const address = DiscussionAddress.parse({ number, shelf, namespace, name });
    return { commit: await merge(ctx, await pullAt(ctx, address), wish) };
  },
});

type Wish = Partial<Pick<MergePullInput, "method" | "title" | "message" | "comment" | "expectedHead">>;

const ATTEMPTS = 5;

/**
 * Merges, and returns what the base branch is now. The base may move while we work: then it is tried again on top of
 * that. A head that moves is another proposal: `stale` (`parent_moved`). Throws `conflict` with the first obstacle.
 */
export async function merge(ctx: Ctx<"repositories">, found: PullPlace, wish: Wish): Promise<string> {
  await authorize(ctx, "repo.write", resourceOf(found.repo));
  const { userId } = await participateIn(ctx, found);
  const place = await syncPull(ctx, found, userId);
  assertHead(place, wish.expectedHead);
  for (let attempt = 1; ; attempt += 1) {
    const state = await mergeStateOf(ctx, place);
    const base = assertMergeable(state);
    const method = methodOf(state, wish.method);
    const commit = await prepareMerge(ctx, place.repo.id, {
      ...{ base, head: state.head, method },
      message: messageOf(place, { ...wish, method }),
      author: commitAuthor(ctx),
    });
    const at = ctx.now().toISOString();
    const intent = { commit, base, method, byId: userId, comment: wish.comment ?? "", at };
    try {
      await moveBase(ctx, place, intent);
    } catch (error) {
      const isOutrun = error instanceof DomainError && error.reason === "parent_moved";
      if (!isOutrun || attempt >= ATTEMPTS || (await hasMoved(ctx, place))) throw error;
      continue;
    }
    await completeMerge(ctx, place, intent);
    return commit;
  }
}

/** Says what is about to happen, then moves the branch if neither it nor the head has moved. */
async function moveBase(ctx: Ctx<"repositories">, { repo, discussion, pull }: PullPlace, intent: MergeIntent) {
  if (!(await claimMerge(ctx, discussion.id, intent))) {
    throw refusal("conflict", "The pull request is being merged already", "merge_running");
  }
  const head = pull.headCommit;
  try {
    await moveRefs(ctx, repo.id, [
      { ref: `refs/heads/${pull.baseBranch}`, before: intent.base, after: intent.commit },
      { ref: pullRefOf(pull.number), before: head, after: head },
    ]);
  } catch (error) {
    await dropClaim(ctx, discussion.id, intent.commit);
    throw error;
  }
}

/** Whether the head is no longer the one that was looked at. */
async function hasMoved(ctx: Ctx<"repositories">, place: PullPlace): Promise<boolean> {
  return (await syncPull(ctx, place, null)).pull.headCommit !== place.pull.headCommit;
}

function assertHead({ pull }: PullPlace, expected: string | undefined): void {
  if (expected === undefined || expected === pull.headCommit) return;
  throw new DomainError("stale", "There are newer commits than those you looked at", {
    reason: "parent_moved",
    details: { head: pull.headCommit },
  });
}

const SAID: Readonly<Record<MergeState["obstacles"][number], string>> = {
  not_open: "The pull request is closed",
  merged: "The pull request is merged already",
  draft: "The pull request is a draft",
  base_gone: "The branch it is to be merged into is gone",
  nothing_to_merge: "There is nothing to merge",
  unrelated_histories: "The branches have no commit in common",
  conflicts: "Some files were changed on both sides",
  changes_requested: "A reviewer asks for changes",
  review_missing: "An approval is missing",
  code_owner_missing: "An owner of the changed files has yet to approve them",
  last_push_review_missing: "Somebody else than who pushed last must approve it first",
  check_missing: "A check is missing or failed",
  protected: "The branch is protected: you cannot merge into it",
};

/** The head of the base branch. */
function assertMergeable({ obstacles, conflicts, base }: MergeState): string {
  const [first] = obstacles;
  if (first === undefined && base !== null) return base;
  const code = first === "protected" ? "forbidden" : "conflict";
  const reason = first === "conflicts" ? "merge_conflict" : (first ?? "base_gone");
  throw new DomainError(code, SAID[first ?? "base_gone"], { reason, details: { obstacles, paths: conflicts } });
}

function methodOf({ methods }: MergeState, wanted: MergeMethod | undefined): MergeMethod {
  const method = wanted ?? methods[0] ?? "merge";
  if (methods.includes(method)) return method;
  throw refusal("invalid", `This repository does not merge by ${method}`, "method_not_allowed_here");
}

function messageOf({ discussion }: PullPlace, { title, message, method }: Wish & { readonly method: MergeMethod }) {
  const first = title?.trim() || mergeTitle(discussion, method === "squash" ? "squash" : "merge");
  return [first, message?.trim() ?? ""].filter(Boolean).join("\n\n");
}

/** A merge that was begun and not recorded: finished when the branch has it, forgotten when not. */
export async function finishMerge(ctx: Ctx<"repositories">, place: PullPlace, head: string | null): Promise<void> {
  const { repo, discussion, pull } = place;
  const { mergeIntent: intent } = pull;
  if (!intent) return;
  const happened = head !== null && (await isAncestor(ctx, repo.id, { ancestor: intent.commit, commit: head }));
  if (happened) await completeMerge(ctx, place, intent);
  else await dropClaim(ctx, discussion.id, intent.commit);
}
