import type { Ctx } from "@/server/kernel";
import { gitError } from "./git-error";
import { GitFailure } from "./git-process";
import { branchRef } from "./ref-name";

interface ForeignBranch {
  readonly fromRepoId: string;
  /** Short name. */
  readonly branch: string;
  /** What keeps the fetched objects alive: a name below `refs/internal/`. */
  readonly keepAs: `refs/internal/${string}`;
}

const FETCH_MS = 10 * 60_000;

/**
 * Copies the history of a branch from another repository on this disk: objects are never shared, since the two may be
 * readable by different people. Returns the head. Throws `not_found` (`revision_not_found`).
 */
export async function fetchBranch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { fromRepoId, branch, keepAs }: ForeignBranch,
): Promise<string> {
  const { repositories } = ctx.live;
  const { folder } = repositories.placeOf(fromRepoId);
  const source = branchRef(branch);
  // The one transport that is let through, and only here: a folder that this process names itself.
  const quiet = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-gc", "--no-recurse-submodules"];
  const args = ["-c", "protocol.file.allow=always", "fetch", ...quiet, "--", folder, `+${source}:${keepAs}`];
  try {
    await repositories.run(repoId, { args, timeoutMs: FETCH_MS });
  } catch (error) {
    if (!(error instanceof GitFailure) || !/couldn't find remote ref/.test(error.output)) throw error;
    throw gone(branch, error);
  }
  const output = await repositories.run(repoId, { args: ["rev-parse", "--verify", keepAs] });
  return output.toString("latin1").trim();
}

const gone = (branch: string, cause: GitFailure) =>
  gitError("not_found", `Branch ${branch} does not exist`, { reason: "revision_not_found", cause });

/** Lets go of what `fetchBranch` kept. Doing it twice changes nothing. */
export async function dropFetched(ctx: Ctx<"repositories">, repoId: string, ref: `refs/internal/${string}`) {
  await ctx.live.repositories.run(repoId, { args: ["update-ref", "-d", ref] });
}
