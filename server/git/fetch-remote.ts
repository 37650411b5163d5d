import { join } from "node:path";
import type { Ctx } from "@/server/kernel";
import { type JudgedMove, judgeMoves } from "./assert-may-move";
import type { Pusher } from "./check-push";
import { gitError } from "./git-error";
import { GitFailure } from "./git-process";
import { inspectObjects } from "./inspect-objects";
import { readRefs } from "./list-refs";
import { moveRefs } from "./move-refs";
import { LONG_MS, type RelayedRemote, refspec, relayedCall } from "./relayed-call";
import { judgeSecrets } from "./secrets/judge-secrets";
import { openSecretWatch } from "./secrets/secret-watch";
import { takePacks } from "./take-packs";
import { withTemporaryRepository } from "./temporary-repository";

interface RemoteFetch extends RelayedRemote {
  /** Full names of branches and tags; each goes to the same name here. */
  readonly refs: readonly string[];
  /** Whether a branch whose history changed and a tag that moved are taken. */
  readonly force: boolean;
  readonly pusher: Pusher;
  /** Runs when the objects are here and checked, before a ref moves; what it throws leaves the refs where they are. */
  readonly beforeMove?: (moves: readonly JudgedMove[]) => Promise<void>;
}

interface Fetched {
  readonly moved: readonly JudgedMove[];
  /** Those that stayed where they were, each with its `problem`. */
  readonly refused: readonly JudgedMove[];
}

const MAX_TOLD = 20;
/** Names that keep fetched objects alive until refs of people do; a fetch that is not over leaves them. */
export const KEPT = "refs/internal/fetched";

/**
 * Brings branches and tags of a remote. Objects come into a repository of their own and are judged there as a push is;
 * an attempt that fails or is given up leaves nothing behind. Refs move all together, and the platform is told.
 * Throws `invalid` (`objects_refused`), `not_found` (`revision_not_found`), `stale` (`parent_moved`), and `GitFailure`
 * for whatever else the remote made git say.
 */
export async function fetchRemote(ctx: Ctx<"repositories">, repoId: string, fetch: RemoteFetch): Promise<Fetched> {
  const { repositories } = ctx.live;
  const { folder } = repositories.placeOf(repoId);
  const judged = await withTemporaryRepository(
    ctx,
    async (scratch) => {
      await download(ctx, scratch, fetch);
      const judged = await judge(ctx, repoId, { ...fetch, scratch });
      await takePacks(scratch, folder);
      return judged;
    },
    folder,
  );
  const moved = judged.filter(({ problem }) => problem === null);
  const refused = judged.filter(({ problem }) => problem !== null);
  if (moved.length === 0) return { moved, refused };
  repositories.forget(repoId);
  await keep(ctx, repoId, moved);
  await fetch.beforeMove?.(moved);
  await moveRefs(ctx, repoId, moved);
  await dropKept(ctx, repoId);
  return { moved, refused };
}

async function download(ctx: Ctx<"repositories">, scratch: string, { refs, ...remote }: RemoteFetch): Promise<void> {
  const quiet = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-recurse-submodules"];
  const call = relayedCall(remote, { command: "fetch", options: [...quiet, "--stdin"] });
  const input = refs.map((ref) => `${refspec(ref, true)}\n`).join("");
  try {
    await ctx.live.repositories.runIn(scratch, { ...call, input });
  } catch (error) {
    remote.signal.throwIfAborted();
    throw error instanceof GitFailure ? explained(error) : error;
  }
}

function explained(error: GitFailure): Error {
  const missing = /couldn't find remote ref (\S+)/.exec(error.output)?.[1];
  if (missing !== undefined) {
    return gitError("not_found", `${missing} is not there any more`, { reason: "revision_not_found", cause: error });
  }
  const offence = /error: object ([0-9a-f]{40}: \w+: [^\n]{1,200})/.exec(error.output)?.[1];
  if (offence === undefined) return error;
  return gitError("invalid", `The history holds what git itself refuses: object ${offence}`, {
    reason: "objects_refused",
    cause: error,
  });
}

type Judging = RemoteFetch & { readonly scratch: string };

/** What a push would be asked, in its order: may these refs move, and is everything they bring in order. */
async function judge(
  ctx: Ctx<"repositories">,
  repoId: string,
  { scratch, refs, force, pusher, signal }: Judging,
): Promise<JudgedMove[]> {
  const { repositories } = ctx.live;
  const [before, after] = await Promise.all([readRefs(ctx, repoId), refsIn(ctx, scratch)]);
  const moves = refs
    .map((ref) => ({ ref, before: before.get(ref) ?? null, after: after.get(ref) ?? null }))
    .filter((move) => move.after !== null && move.after !== move.before);
  const env = {
    GIT_OBJECT_DIRECTORY: join(scratch, "objects"),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: join(repositories.placeOf(repoId).folder, "objects"),
  };
  const judged = await judgeMoves(ctx, repoId, { moves, pusher, by: "push", env });
  const told = judged.map((move) => ({ ...move, problem: move.problem ?? rewritten(move, force) }));
  const heads = told.flatMap(({ after, problem }) => (problem === null && after !== null ? [after] : []));
  const watch = await openSecretWatch(ctx, repoId);
  const inspected = await inspectObjects(ctx, repoId, { heads, env, signal, watch });
  const problems =
    inspected.problems.length > 0
      ? inspected.problems
      : (await judgeSecrets(ctx, repoId, { watch, heads, env })).problems;
  if (problems.length > 0) {
    throw gitError("invalid", problems.slice(0, MAX_TOLD).join("\n"), { reason: "objects_refused" });
  }
  return told;
}

function rewritten({ ref, isForced }: JudgedMove, force: boolean): string | null {
  if (force || !isForced) return null;
  return ref.startsWith("refs/tags/") ? "the tag was moved there" : "its history there is another one than here";
}

async function refsIn(ctx: Ctx<"repositories">, folder: string): Promise<ReadonlyMap<string, string>> {
  const args = ["for-each-ref", "--format=%(refname) %(objectname)"];
  const lines = (await ctx.live.repositories.runIn(folder, { args })).toString("utf8").split("\n").filter(Boolean);
  return new Map(lines.map((line) => [line.slice(0, -41), line.slice(-40)]));
}

/** What follows may take hours; packing would otherwise throw the objects away, and the next attempt fetch them again. */
async function keep(ctx: Ctx<"repositories">, repoId: string, moves: readonly JudgedMove[]): Promise<void> {
  const lines = [...new Set(moves.map(({ after }) => after))].map((oid) => `update ${KEPT}/${oid}\0${oid}\0\0`);
  await ctx.live.repositories.run(repoId, { args: ["update-ref", "--stdin", "-z"], input: lines.join("") });
}

async function dropKept(ctx: Ctx<"repositories">, repoId: string): Promise<void> {
  const kept = await readRefs(ctx, repoId, [KEPT]);
  const lines = [...kept.keys()].map((ref) => `delete ${ref}\0\0`);
  const call = { args: ["update-ref", "--stdin", "-z"], input: lines.join(""), timeoutMs: LONG_MS };
  await ctx.live.repositories.run(repoId, call);
}
