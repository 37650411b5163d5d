import { mergeTrees } from "@/server/git";
import { type Ctx, DomainError } from "@/server/kernel";

/** Files that keep two commits from being merged; nothing is written but objects that nobody finds. */
export async function conflictingPaths(
  ctx: Ctx<"repositories">,
  repoId: string,
  sides: { readonly ours: string; readonly theirs: string },
): Promise<string[]> {
  try {
    return (await mergeTrees(ctx, repoId, sides)).conflicts.map(({ path }) => path);
  } catch (error) {
    // Two histories that have nothing in common are in conflict as a whole.
    if (error instanceof DomainError && error.reason === "unrelated_histories") return ["."];
    throw error;
  }
}
