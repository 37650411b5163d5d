import { userMay } from "@/server/hub";
import { findAccounts } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { DiscussionSettings } from "../contract/rules";
import type { PullPlace } from "../participate";
import { missingOwnersOf } from "../reviews/required-owners";
import { type LastWord, verdictsOf } from "../reviews/verdicts";
import { findLastPusher, listLastReviews } from "../store/events";

export interface Approvals {
  readonly approvals: number;
  readonly changesRequestedBy: string[];
  readonly missingOwners: string[][];
  /** Nobody but who pushed last has approved what there is now, where somebody else must. */
  readonly isOwnPush: boolean;
}

/** What the reviews of a pull request amount to by the rules of its repository. */
export async function approvalsOf(
  ctx: Ctx<"repositories">,
  place: PullPlace,
  settings: DiscussionSettings,
): Promise<Approvals> {
  const { discussion } = place;
  const words = await bindingWords(ctx, place);
  const against = words.filter(([, { verdict }]) => verdict === "request_changes").map(([id]) => id);
  const approvals = words.filter(
    ([, { verdict, isStale }]) => verdict === "approve" && !(isStale && settings.dismissesStaleApprovals),
  );
  const by = approvals.map(([id]) => id);
  const [names, missingOwners, pusherId] = await Promise.all([
    findAccounts(ctx.db, against),
    settings.requiresCodeOwners ? missingOwnersOf(ctx, place, by) : [],
    findLastPusher(ctx.db, discussion.id),
  ]);
  const last = pusherId ?? discussion.authorId;
  const isSeen = approvals.some(([id, { isStale }]) => id !== last && !isStale);
  return {
    approvals: by.length,
    changesRequestedBy: against.flatMap((id) => names.get(id)?.name ?? []),
    missingOwners,
    isOwnPush: settings.requiresLastPushApproval && !isSeen,
  };
}

/** Those of reviewers who could write to the repository when they said so, and still can. */
async function bindingWords(ctx: Ctx, { repo, discussion }: PullPlace): Promise<(readonly [string, LastWord])[]> {
  const words = verdictsOf(await listLastReviews(ctx.db, discussion.id));
  const binding = [...words].filter(([, { isBinding }]) => isBinding);
  const rights = await Promise.all(binding.map(([userId]) => userMay(ctx, repo, { userId, permission: "repo.write" })));
  return binding.filter((_, index) => rights[index]);
}
