import type { Ctx } from "@/server/kernel";
import { Oid } from "./contract";
import { GitFailure } from "./git-process";

/** The newest commit that both have in their history; `null` when they share none. */
export async function findMergeBase(
  ctx: Ctx<"repositories">,
  repoId: string,
  [one, other]: readonly [string, string],
): Promise<string | null> {
  const output = await runOrNull(ctx, repoId, ["merge-base", Oid.parse(one), Oid.parse(other)]);
  return output === null ? null : output.slice(0, 40);
}

/** Whether `ancestor` is in the history of `commit`, or is that commit. */
export async function isAncestor(
  ctx: Ctx<"repositories">,
  repoId: string,
  { ancestor, commit }: { readonly ancestor: string; readonly commit: string },
): Promise<boolean> {
  return (
    (await runOrNull(ctx, repoId, ["merge-base", "--is-ancestor", Oid.parse(ancestor), Oid.parse(commit)])) !== null
  );
}

/** `null` when git says no by its exit code 1. */
async function runOrNull(ctx: Ctx<"repositories">, repoId: string, args: readonly string[]): Promise<string | null> {
  try {
    return (await ctx.live.repositories.run(repoId, { args })).toString("latin1");
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) return null;
    throw error;
  }
}
