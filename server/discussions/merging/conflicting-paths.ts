import { mergeTrees } from "@/server/git";
import { type Ctx, DomainError } from "@/server/kernel";

/** Files that keep a head from being merged into its base; nothing is written but objects that nobody finds. */
export async function conflictingPaths(
  ctx: Ctx<"repositories">,
  repoId: string,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<string[]> {
  try {
    return (await mergeTrees(ctx, repoId, { ours: base, theirs: head })).conflicts.map(({ path }) => path);
  } catch (error) {
    // Two histories that have nothing in common are in conflict as a whole.
    if (error instanceof DomainError && error.reason === "unrelated_histories") return ["."];
    throw error;
  }
}
