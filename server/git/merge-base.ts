import type { Ctx } from "@/server/kernel";
import { Oid } from "./contract";
import { type GitCall, GitFailure } from "./git-process";

interface Two extends Pick<GitCall, "timeoutMs" | "signal"> {
  readonly commits: readonly [string, string];
}

/** The newest commit that both have in their history; `null` when they share none. */
export async function findMergeBase(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commits: [one, other], ...limits }: Two,
): Promise<string | null> {
  const args = ["merge-base", Oid.parse(one), Oid.parse(other)];
  const output = await runOrNull(ctx, repoId, { args, ...limits });
  return output === null ? null : output.slice(0, 40);
}

interface Descent extends Pick<GitCall, "env"> {
  readonly ancestor: string;
  readonly commit: string;
}

/** Whether `ancestor` is in the history of `commit`, or is that commit. */
export async function isAncestor(
  ctx: Ctx<"repositories">,
  repoId: string,
  { ancestor, commit, env = {} }: Descent,
): Promise<boolean> {
  const args = ["merge-base", "--is-ancestor", Oid.parse(ancestor), Oid.parse(commit)];
  return (await runOrNull(ctx, repoId, { args, env })) !== null;
}

/** `null` when git says no by its exit code 1. */
async function runOrNull(ctx: Ctx<"repositories">, repoId: string, call: GitCall): Promise<string | null> {
  try {
    return (await ctx.live.repositories.run(repoId, call)).toString("latin1");
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) return null;
    throw error;
  }
}
