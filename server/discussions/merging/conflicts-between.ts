import { mergeTrees } from "@/server/git";
import { type Ctx, DomainError } from "@/server/kernel";

interface Conflicts {
  /** Paths of files that were changed on both sides. */
  readonly conflicts: string[];
  /** Whether the two have no commit in common, so that nothing can be merged. */
  readonly isUnrelated: boolean;
}

/** What keeps a head from being merged into its base; nothing is written but objects that nobody finds. */
export async function conflictsBetween(
  ctx: Ctx<"repositories">,
  repoId: string,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<Conflicts> {
  try {
    const { conflicts } = await mergeTrees(ctx, repoId, { ours: base, theirs: head });
    return { conflicts: conflicts.map(({ path }) => path), isUnrelated: false };
  } catch (error) {
    if (error instanceof DomainError && error.reason === "unrelated_histories")
      return { conflicts: [], isUnrelated: true };
    throw error;
  }
}
