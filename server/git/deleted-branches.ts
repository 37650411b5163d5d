import type { Ctx } from "@/server/kernel";
import { assertMayMove } from "./assert-may-move";
import { PLATFORM, type Pusher } from "./check-push";
import { gitError } from "./git-error";
import { readRefs } from "./list-refs";
import { moveRefs } from "./move-refs";
import { branchRef } from "./ref-name";

/** Where git keeps the heads of deleted branches: `refs/internal/deleted/<milliseconds>/<name>`. */
const DELETED = "refs/internal/deleted";
export const DELETED_BRANCH_DAYS = 30;

export const deletedRef = (name: string, at: Date): string => `${DELETED}/${at.getTime()}/${name}`;

interface DeletedBranch {
  readonly name: string;
  readonly commit: string;
  readonly deletedAt: Date;
}
interface Kept extends DeletedBranch {
  readonly ref: string;
}

/** Branches that were deleted on the site in the last 30 days and whose name is free, last deleted first. */
export async function listDeletedBranches(ctx: Ctx<"repositories">, repoId: string): Promise<DeletedBranch[]> {
  const existing = await readRefs(ctx, repoId, ["refs/heads"]);
  const seen = new Set<string>();
  return (await readDeleted(ctx, repoId))
    .toSorted((one, two) => two.deletedAt.getTime() - one.deletedAt.getTime())
    .filter(({ name }) => !existing.has(branchRef(name)) && !seen.has(name) && seen.add(name))
    .map(({ name, commit, deletedAt }) => ({ name, commit, deletedAt }));
}

/**
 * The branch is again where it was when it was last deleted. Answers its commit. Throws `not_found`
 * (`revision_not_found`), `conflict` (`ref_exists`), `forbidden` (`protected_ref`).
 */
export async function restoreBranch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { name, pusher = PLATFORM }: { readonly name: string; readonly pusher?: Pusher },
): Promise<string> {
  const ref = branchRef(name);
  const kept = (await readDeleted(ctx, repoId)).filter((branch) => branch.name === name);
  const last = kept.toSorted((one, two) => two.deletedAt.getTime() - one.deletedAt.getTime())[0];
  if (!last) throw gitError("not_found", `No deleted branch ${name} is kept`, { reason: "revision_not_found" });
  if ((await readRefs(ctx, repoId, ["refs/heads"])).has(ref)) {
    throw gitError("conflict", `Branch ${name} exists already`, { reason: "ref_exists" });
  }
  const moves = [{ ref, before: null, after: last.commit }];
  await assertMayMove(ctx, repoId, { moves, pusher, by: "push" });
  await moveRefs(ctx, repoId, [...moves, { ref: last.ref, before: last.commit, after: null }]);
  return last.commit;
}

/** Lets go of what was deleted long ago; its objects go with the next packing. */
export async function forgetDeletedBranches(ctx: Ctx<"repositories">, repoId: string): Promise<void> {
  const end = ctx.now().getTime() - DELETED_BRANCH_DAYS * 24 * 3_600_000;
  const old = (await readDeleted(ctx, repoId)).filter(({ deletedAt }) => deletedAt.getTime() < end);
  if (old.length === 0) return;
  await moveRefs(
    ctx,
    repoId,
    old.map(({ ref, commit }) => ({ ref, before: commit, after: null })),
  );
}

async function readDeleted(ctx: Ctx<"repositories">, repoId: string): Promise<Kept[]> {
  return [...(await readRefs(ctx, repoId, [DELETED]))].flatMap(([ref, commit]) => {
    const [, at, name] = /^refs\/internal\/deleted\/(\d{1,15})\/(.+)$/.exec(ref) ?? [];
    return name === undefined ? [] : [{ ref, name, commit, deletedAt: new Date(Number(at)) }];
  });
}
