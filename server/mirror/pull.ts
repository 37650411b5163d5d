import { moveRefs, readRefs } from "@/server/git";
import { findFirstCommit, moveDefaultBranch, type Repository, recordPush } from "@/server/hub";
import { type Ctx, DomainError } from "@/server/kernel";
import { closeRestricted } from "./cache/close-restricted";
import { missingFiles, skipOf, tellFiles } from "./large-files";
import { remoteOf } from "./remote-of";
import { nothingWanted, refuseDiverged } from "./run-refusals";
import type { RunWatch } from "./run-watch";
import type { MirrorRow } from "./store/mirrors";
import { fetchLargeFiles, fetchRefs, listRemoteRefs } from "./transport";
import { leadingBranch, wantedRefs } from "./wanted-refs";

export interface Sides {
  readonly repo: Repository;
  readonly mirror: MirrorRow;
}

/** What a run is told of what it works on, and what it has to tell when it is done. */
export interface Work extends Sides {
  readonly attempt: number;
  readonly watch: RunWatch;
}

export interface Outcome {
  /** What did not come along, in words; `null`: everything did. */
  readonly missing: string | null;
}

/** Rules of protected branches bind a mirror as they bind the administrator who made it. */
const ADMINISTRATOR = { role: "admin", userId: null } as const;

/**
 * Brings what the other side has: objects, then large files, and only then branches and tags, so that nobody sees a
 * name before what it stands for is here. Safe to run again after it broke anywhere.
 */
export async function pull(ctx: Ctx<"repositories" | "objects">, work: Work): Promise<Outcome> {
  const { repo, mirror, watch } = work;
  const remote = remoteOf(ctx, mirror);
  watch.report({ step: "connect" });
  await closeRestricted(ctx, work);
  const { head, refs: there } = await listRemoteRefs(ctx, remote, watch.signal);
  const refs = wantedRefs(
    there.map(({ name }) => name),
    mirror.refs,
  );
  if (refs.length === 0 && there.length > 0) throw nothingWanted();

  watch.report({ step: "refs" });
  let missing: string | null = null;
  const first = mirror.mayReplace ? null : await findFirstCommit(ctx, repo);
  const force = mirror.mayReplace || first !== null;
  const { moved, refused } = await fetchRefs(ctx, {
    ...{ remote, repoId: repo.id, refs, force, pusher: ADMINISTRATOR, signal: watch.signal },
    beforeMove: async (moves) => {
      if (first) refuseChanged(moves, first);
      missing = await bring(
        ctx,
        work,
        moves.flatMap(({ after }) => after ?? []),
      );
      await watch.check();
    },
  });
  if (!mirror.isComplete && moved.length < refs.length)
    missing = await bring(ctx, work, await headsOf(ctx, repo, refs));
  watch.report({ step: "finish", refs: moved.length });
  const leading = leadingBranch(head, refs);
  await follow(ctx, repo, leading);
  if (first && leading !== null && !refs.includes(first.ref)) await dropFirst(ctx, repo, first);
  refuseDiverged(refused, "here");
  return { missing };
}

type First = NonNullable<Awaited<ReturnType<typeof findFirstCommit>>>;
type Moves = Awaited<ReturnType<typeof fetchRefs>>["moved"];

/** Only the platform's own commit is replaced: whatever came between the look and the move is somebody's. */
function refuseChanged(moves: Moves, { commit }: First): void {
  if (moves.every(({ before }) => before === null || before === commit)) return;
  throw new DomainError("stale", "The repository changed meanwhile: the run is tried again", {
    reason: "parent_moved",
  });
}

/** The other side has no branch of that name: what it starts with took the place of the first commit here. */
async function dropFirst(ctx: Ctx<"repositories">, repo: Repository, { ref, commit }: First): Promise<void> {
  await moveRefs(ctx, repo.id, [{ ref, before: commit, after: null }]);
  await recordPush(ctx, repo.id);
}

/** The large files behind these commits. */
async function bring(ctx: Ctx<"repositories" | "objects">, work: Work, commits: readonly string[]) {
  const { repo, mirror, watch, attempt } = work;
  watch.report({ step: "files" });
  const report = await fetchLargeFiles(ctx, {
    ...{ remote: remoteOf(ctx, mirror), repoId: repo.id, commits, skip: skipOf(mirror.skipFiles) },
    ...{ signal: watch.signal, onProgress: tellFiles(watch) },
  });
  return missingFiles(report, attempt);
}

/** Where these branches and tags are here by now. */
async function headsOf(ctx: Ctx<"repositories">, repo: Repository, refs: readonly string[]): Promise<string[]> {
  const here = await readRefs(ctx, repo.id, ["refs/heads", "refs/tags"]);
  return [...new Set(refs.flatMap((ref) => here.get(ref) ?? []))];
}

/** The default branch of the other side, where it was taken: a page of a repository begins with it. */
async function follow(ctx: Ctx<"repositories">, repo: Repository, branch: string | null): Promise<void> {
  if (branch === null || branch === repo.defaultBranch) return;
  const refs = await readRefs(ctx, repo.id, ["refs/heads"]);
  if (!refs.has(`refs/heads/${branch}`)) return;
  await moveDefaultBranch(ctx, repo.id, branch);
}
