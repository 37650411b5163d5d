import { join } from "node:path";
import type { Ctx } from "@/server/kernel";
import type { ForeignRef } from "./foreign-refs";
import { gitError } from "./git-error";
import { GitFailure } from "./git-process";
import { inCopyTurn } from "./in-turn";
import { readRefs } from "./list-refs";
import { branchRef } from "./ref-name";

interface ForeignBranch {
  readonly fromRepoId: string;
  /** Short name. */
  readonly branch: string;
  /** What keeps the fetched objects alive. */
  readonly keepAs: ForeignRef;
  /** How many objects it may bring that are not here yet. */
  readonly maxObjects?: number;
}

const FETCH_MS = 10 * 60_000;
const MAX_OBJECTS = 1_000_000;

/**
 * Copies the history of a branch from another repository on this disk: objects are never shared, since the two may be
 * readable by different people. Returns the head. Throws `not_found` (`revision_not_found`) and `too_large`.
 */
export async function fetchBranch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { fromRepoId, branch, keepAs, maxObjects = MAX_OBJECTS }: ForeignBranch,
): Promise<string> {
  const { repositories } = ctx.live;
  const { folder } = repositories.placeOf(fromRepoId);
  const source = branchRef(branch);
  const foreign = (await readRefs(ctx, fromRepoId)).get(source);
  if (foreign === undefined) throw gone(branch);
  if ((await countNew(ctx, repoId, { head: foreign, folder, maxObjects })) > maxObjects) {
    throw gitError("too_large", `Branch ${branch} brings more than ${maxObjects} objects: make it smaller first`);
  }
  // The one transport that is let through, and only here: a folder that this process names itself.
  const quiet = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-gc", "--no-recurse-submodules"];
  const args = ["-c", "protocol.file.allow=always", "fetch", ...quiet, "--", folder, `+${source}:${keepAs}`];
  try {
    await inCopyTurn(ctx, () => repositories.runIn(repositories.placeOf(repoId).folder, { args, timeoutMs: FETCH_MS }));
  } catch (error) {
    if (!(error instanceof GitFailure) || !/couldn't find remote ref/.test(error.output)) throw error;
    throw gone(branch, error);
  }
  const output = await repositories.run(repoId, { args: ["rev-parse", "--verify", keepAs] });
  return output.toString("latin1").trim();
}

interface ForeignHead {
  readonly head: string;
  readonly folder: string;
  readonly maxObjects: number;
}

/** Objects behind a head of another repository that this one has not got; counts no further than one above the limit. */
async function countNew(
  ctx: Ctx<"repositories">,
  repoId: string,
  { head, folder, maxObjects }: ForeignHead,
): Promise<number> {
  const args = ["rev-list", "--objects", "--no-object-names", "--stdin", "--not", "--all"];
  const env = { GIT_ALTERNATE_OBJECT_DIRECTORIES: join(folder, "objects") };
  const call = { args, env, input: `${head}\n`, timeoutMs: FETCH_MS };
  let bytes = 0;
  for await (const chunk of ctx.live.repositories.stream(repoId, call)) {
    bytes += chunk.byteLength;
    if (bytes > maxObjects * LINE_BYTES) return maxObjects + 1;
  }
  return bytes / LINE_BYTES;
}

/** A name of 40 digits and the end of the line. */
const LINE_BYTES = 41;

const gone = (branch: string, cause?: GitFailure) =>
  gitError("not_found", `Branch ${branch} does not exist`, {
    reason: "revision_not_found",
    ...(cause && { cause }),
  });

/** Lets go of what `fetchBranch` kept. Doing it twice changes nothing. */
export async function dropFetched(ctx: Ctx<"repositories">, repoId: string, ref: ForeignRef) {
  await ctx.live.repositories.run(repoId, { args: ["update-ref", "-d", ref] });
}
