import { dropFetched, type ForeignRef, fetchBranch, judgeForeign } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import type { Repository } from "../repositories/repository";
import { linkObjectsOf } from "./link-objects";

interface ForeignBranch {
  readonly from: Repository;
  /** Short name, there. */
  readonly branch: string;
  readonly to: Repository;
  /** What is behind this commit is here already, with its large files. */
  readonly base: string;
  /** Keeps what was fetched, until `use` is over. */
  readonly keepAs: ForeignRef;
}

export interface BroughtBranch {
  /** The commit, which lies here and is named by no ref that people see. */
  readonly head: string;
  /**
   * Looks at it as at a push and links those of its large files that are not kept back from the actor: to be called
   * before a ref that people see names it. Throws `invalid` (`secret_found`, `objects_refused`).
   */
  readonly admit: () => Promise<void>;
}

/**
 * Brings a branch of another repository in for as long as `use` runs; what no ref names then is let go. The caller has
 * made sure that the actor may read both. Throws `not_found` (`revision_not_found`), `too_large`, and what `use` throws.
 */
export async function withForeignBranch<T>(
  ctx: Ctx<"repositories">,
  { from, branch, to, base, keepAs }: ForeignBranch,
  use: (brought: BroughtBranch) => Promise<T>,
): Promise<T> {
  try {
    const head = await fetchBranch(ctx, to.id, { fromRepoId: from.id, branch, keepAs });
    const admit = async () => {
      await judgeForeign(ctx, to.id, head);
      await linkObjectsOf(ctx, { from, to, head, base });
    };
    return await use({ head, admit });
  } finally {
    await dropFetched(ctx, to.id, keepAs);
  }
}
