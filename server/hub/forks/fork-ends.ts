import { allows } from "@/server/access";
import { branchHead } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import { findReadableRepos } from "../repositories/get-readable-repo";
import { type Repository, resourceOf } from "../repositories/repository";

export interface ForkEnds {
  readonly origin: Repository;
  /** Heads of the two default branches. */
  readonly base: string;
  readonly head: string;
}

/** A copy and what it was copied from; `null` where the caller may not read that, or one of them has no commit. */
export async function findForkEnds(ctx: Ctx<"repositories">, fork: Repository): Promise<ForkEnds | null> {
  if (fork.forkOfId === null) return null;
  const origin = (await findReadableRepos(ctx, [fork.forkOfId])).get(fork.forkOfId);
  if (!origin || !(await allows(ctx, "repo.content", resourceOf(origin)))) return null;
  const [base, head] = await Promise.all([origin, fork].map((repo) => branchHead(ctx, repo.id, repo.defaultBranch)));
  return base && head ? { origin, base, head } : null;
}
