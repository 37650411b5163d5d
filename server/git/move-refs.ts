import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Ctx } from "@/server/kernel";
import { assertFewFiles } from "./count-files";
import { gitError } from "./git-error";
import { GitFailure } from "./git-process";
import { readRefs } from "./list-refs";
import { NO_OBJECT } from "./object-name";
import { recordHeads } from "./record-heads";

export interface RefMove {
  readonly ref: string;
  /** Where the ref must be; `null` when it must not exist. */
  readonly before: string | null;
  /** `null` deletes the ref; the same as `before` only makes sure that it is there. */
  readonly after: string | null;
}

/** Nobody holds a ref lock this long: its owner was killed. */
const STALE_LOCK_MS = 10_000;

/**
 * Moves refs all together or not at all, and tells the platform.
 * Throws `stale` (`parent_moved`) when one of them is not where it must be, and `too_large` (`too_many_files`).
 */
export async function moveRefs(ctx: Ctx<"repositories">, repoId: string, moves: readonly RefMove[]): Promise<void> {
  for (const { before, after } of moves) {
    if (after !== null && after !== before) await assertFewFiles(ctx, repoId, after);
  }
  const lines = moves.map(({ ref, before, after }) =>
    after === null ? `delete ${ref}\0${before ?? ""}\0` : `update ${ref}\0${after}\0${before ?? NO_OBJECT}\0`,
  );
  const call = { args: ["update-ref", "--stdin", "-z"], input: `start\0${lines.join("")}commit\0` };
  try {
    await runOverStaleLocks(ctx, repoId, { call, moves });
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const actual = await readRefs(ctx, repoId);
    if (moves.every(({ ref, before }) => (actual.get(ref) ?? null) === before)) throw nameTaken(error);
    throw moved(error);
  }
  await recordHeads(ctx, repoId);
}

async function runOverStaleLocks(
  ctx: Ctx<"repositories">,
  repoId: string,
  { call, moves }: { readonly call: { args: string[]; input: string }; readonly moves: readonly RefMove[] },
) {
  const { repositories } = ctx.live;
  try {
    await repositories.run(repoId, call);
  } catch (error) {
    if (!(error instanceof GitFailure) || !error.output.includes(".lock': File exists")) throw error;
    const { folder } = repositories.placeOf(repoId);
    const locks = [...moves.map(({ ref }) => `${ref}.lock`), "packed-refs.lock"].map((name) => join(folder, name));
    await Promise.all(locks.map((lock) => removeStale(lock, ctx.now())));
    await repositories.run(repoId, call);
  }
}

async function removeStale(lock: string, now: Date) {
  const found = await stat(lock).catch(() => null);
  if (found && now.getTime() - found.mtimeMs > STALE_LOCK_MS) await rm(lock, { force: true });
}

const moved = (cause: GitFailure) =>
  gitError("stale", "The branch has moved since you looked at it", { reason: "parent_moved", cause });

/** `a` and `a/b` cannot both be refs, and no ref has a name that only differs in case on some systems. */
const nameTaken = (error: GitFailure) =>
  gitError("conflict", "Another branch or tag is in the way of this name", {
    reason: "ref_exists",
    cause: error,
  });
