import { type Ctx, DomainError } from "@/server/kernel";
import { findMergeBase, isAncestor } from "./merge-base";
import { mergeTrees } from "./merge-trees";
import { treeNameOf } from "./tree-name";

interface Step {
  /** Head of the branch that both are to be merged into. */
  readonly base: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Whether `after` brings to `base` exactly what `before` did: its files are those that git itself makes of `before` and
 * of what `after` took from the base, by merge or by rebase. What cannot be told is another change.
 */
export async function isSameChange(
  ctx: Ctx<"repositories">,
  repoId: string,
  { base, before, after }: Step,
): Promise<boolean> {
  try {
    const from = await findMergeBase(ctx, repoId, { commits: [base, before] });
    const to = await findMergeBase(ctx, repoId, { commits: [base, after] });
    if (from === null || to === null || !(await isAncestor(ctx, repoId, { ancestor: from, commit: to }))) return false;
    const { tree, conflicts } = await mergeTrees(ctx, repoId, { ours: before, theirs: to });
    return conflicts.length === 0 && tree === (await treeNameOf(ctx, repoId, after));
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
