import type { Ctx } from "@/server/kernel";
import { createRepository } from "./create-repository";
import { gitError } from "./git-error";
import { GitFailure } from "./git-process";
import { inCopyTurn } from "./in-turn";
import { recordHeads } from "./record-heads";
import { removeRepository } from "./remove-repository";

interface Clone {
  readonly from: string;
  readonly to: string;
  /** Short name of the branch that `HEAD` of the clone points at. */
  readonly defaultBranch: string;
}

const LONG_MS = 30 * 60_000;
// The source was checked when it was pushed; our own folder is the only place a file may be fetched from.
const SETTINGS = ["protocol.file.allow=always", "transfer.fsckObjects=false", "fetch.unpackLimit=1"];

/**
 * A second repository with the branches and tags of the first. Nothing is shared on the disk, and only what those refs
 * reach is copied: neither pull requests nor objects that nothing names. A failed attempt leaves nothing behind.
 * Throws `unavailable` (`disk_full`, `git_timeout`), and `not_found` for a source that is gone.
 */
export async function cloneRepository(ctx: Ctx<"repositories">, { from, to, defaultBranch }: Clone): Promise<void> {
  const { repositories } = ctx.live;
  await createRepository(ctx, to, { defaultBranch });
  const quiet = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance"];
  const refs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
  try {
    const args = [
      ...SETTINGS.flatMap((setting) => ["-c", setting]),
      ...["fetch", ...quiet, "--end-of-options", repositories.placeOf(from).folder, ...refs],
    ];
    await inCopyTurn(ctx, () => repositories.runIn(repositories.placeOf(to).folder, { args, timeoutMs: LONG_MS }));
    await recordHeads(ctx, to);
  } catch (error) {
    await removeRepository(ctx, to);
    if (!(error instanceof GitFailure)) throw error;
    throw gitError("not_found", "The repository cannot be copied", { cause: error });
  }
}
