import { branchHead, isAncestor, listCommitsBetween, problemsOfMoves } from "@/server/git";
import { pusherOf } from "@/server/hub";
import type { Ctx } from "@/server/kernel";
import type { MergeState } from "../contract/pull";
import type { DiscussionSettings } from "../contract/rules";
import type { PullPlace } from "../participate";
import { readDiscussionSettings } from "../store/settings";
import { findStatuses, listStatuses } from "../store/statuses";
import { type Approvals, approvalsOf } from "./approvals";
import { conflictsBetween } from "./conflicts-between";
import { showStatuses } from "./show-statuses";

const MAX_BEHIND = 1_000;
/** Checks that are shown beside the required ones. */
const MAX_CHECKS = 100;

/** Whether a pull request can be merged now, and everything that speaks against it. */
export async function mergeStateOf(ctx: Ctx<"repositories">, place: PullPlace): Promise<MergeState> {
  const { repo, discussion, pull } = place;
  const head = pull.headCommit;
  const settings = await readDiscussionSettings(ctx.db, repo.id);
  const at = { repoId: repo.id, commit: head };
  const [base, { isOwnPush, ...reviews }, required, first] = await Promise.all([
    branchHead(ctx, repo.id, pull.baseBranch),
    approvalsOf(ctx, place, settings),
    findStatuses(ctx.db, at, settings.requiredChecks),
    listStatuses(ctx.db, at, { after: null, limit: MAX_CHECKS }),
  ]);
  const others = first.filter(({ context }) => !settings.requiredChecks.includes(context));
  const isOver = discussion.status === "merged" || discussion.status === "closed";
  const files = base === null || isOver ? CLEAN : await compare(ctx, place, base);
  const missingChecks = settings.requiredChecks.filter(
    (context) => !required.some((check) => check.context === context && check.state === "success"),
  );
  const isProtected = base !== null && !isOver && (await isBarred(ctx, place, base));
  return {
    head,
    base,
    ...files,
    ...reviews,
    requiredApprovals: settings.requiredApprovals,
    checks: await showStatuses(ctx, [...required, ...others]),
    missingChecks,
    methods: [...settings.mergeMethods],
    obstacles: obstaclesOf({ discussion, base, files, reviews, settings, missingChecks, isOwnPush, isProtected }),
  };
}

const CLEAN = { conflicts: [] as string[], isUnrelated: false, commitsBehind: 0, hasNothing: false };

async function compare(ctx: Ctx<"repositories">, { repo, pull }: PullPlace, base: string) {
  const head = pull.headCommit;
  const hasNothing = await isAncestor(ctx, repo.id, { ancestor: head, commit: base });
  const { items } = await listCommitsBetween(ctx, repo.id, { without: [head], to: base, limit: MAX_BEHIND });
  const found = hasNothing ? CLEAN : await conflictsBetween(ctx, repo.id, { base, head });
  return { ...found, commitsBehind: items.length, hasNothing };
}

/** A merge on top of the base is no rewrite: for the rules, the base itself stands for what it will become. */
async function isBarred(ctx: Ctx<"repositories">, { repo, pull }: PullPlace, base: string): Promise<boolean> {
  const moves = [{ ref: `refs/heads/${pull.baseBranch}`, before: base, after: base }];
  const planned = { moves, pusher: await pusherOf(ctx, repo), by: "merge" } as const;
  return (await problemsOfMoves(ctx, repo.id, planned)).length > 0;
}

interface Findings {
  readonly discussion: PullPlace["discussion"];
  readonly base: string | null;
  readonly files: typeof CLEAN;
  readonly reviews: Omit<Approvals, "isOwnPush">;
  readonly settings: DiscussionSettings;
  readonly missingChecks: readonly string[];
  readonly isOwnPush: boolean;
  readonly isProtected: boolean;
}

/** Pure. The first one is what people are told first. */
export function obstaclesOf(found: Findings): MergeState["obstacles"] {
  const { discussion, base, files, reviews, settings, missingChecks } = found;
  if (discussion.status === "merged") return ["merged"];
  if (discussion.status === "closed") return ["not_open"];
  const all = {
    draft: discussion.status === "draft",
    base_gone: base === null,
    nothing_to_merge: files.hasNothing,
    unrelated_histories: files.isUnrelated,
    conflicts: files.conflicts.length > 0,
    changes_requested: reviews.changesRequestedBy.length > 0,
    review_missing: reviews.approvals < settings.requiredApprovals,
    code_owner_missing: reviews.missingOwners.length > 0,
    last_push_review_missing: found.isOwnPush,
    check_missing: missingChecks.length > 0,
    protected: found.isProtected,
  };
  return (Object.keys(all) as (keyof typeof all)[]).filter((name) => all[name]);
}
