import { readRefs } from "@/server/git";
import type { Ctx } from "@/server/kernel";

export const pullRefOf = (number: number): string => `refs/pr/${number}`;

/** What keeps commits of a fork alive until the pull request has them. */
export const keptRefOf = (number: number) => `refs/internal/pulls/${number}` as const;

/** Where a branch is; `null` when it is gone. */
export async function branchHead(ctx: Ctx<"repositories">, repoId: string, branch: string): Promise<string | null> {
  const ref = `refs/heads/${branch}`;
  return (await readRefs(ctx, repoId, [ref])).get(ref) ?? null;
}
