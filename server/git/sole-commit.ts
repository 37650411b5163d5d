import type { Ctx } from "@/server/kernel";
import { KEPT } from "./fetch-remote";
import { getCommit } from "./list-commits";
import { readRefs } from "./list-refs";

interface SoleCommit {
  /** Full name of the branch that points at it. */
  readonly ref: string;
  readonly commit: string;
  /** First line of its message. */
  readonly title: string;
}

const EVERYTHING = ["refs"];

/**
 * The commit that is all a repository has: one branch, nothing before the commit, and no other ref, also none that
 * people do not see, such as of pull requests and deleted branches. `null` for an empty repository and for one with more.
 */
export async function findSoleCommit(ctx: Ctx<"repositories">, repoId: string): Promise<SoleCommit | null> {
  const refs = await readRefs(ctx, repoId, EVERYTHING);
  const [found, ...more] = [...refs].filter(([ref]) => !ref.startsWith(`${KEPT}/`));
  if (!found || more.length > 0) return null;
  const [ref, commit] = found;
  if (!ref.startsWith("refs/heads/")) return null;
  const { parents, title } = await getCommit(ctx, repoId, commit);
  return parents.length === 0 ? { ref, commit, title } : null;
}
