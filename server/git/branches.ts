import type { Ctx } from "@/server/kernel";
import { assertMayMove } from "./assert-may-move";
import { PLATFORM, type Pusher } from "./check-push";
import { Oid } from "./contract";
import { deletedRef } from "./deleted-branches";
import { gitError } from "./git-error";
import { readRefs } from "./list-refs";
import { moveRefs } from "./move-refs";
import { branchRef } from "./ref-name";
import { defaultBranchOf, hasCommit } from "./resolve-revision";

interface NewBranch {
  readonly name: string;
  /** Commit it starts at. */
  readonly commit: string;
  /** Moves a branch that exists instead of refusing. */
  readonly overwrite?: boolean;
  readonly pusher?: Pusher;
}

/**
 * Throws `invalid` (`bad_ref_name`), `conflict` (`ref_exists`), `not_found` (`revision_not_found`), `forbidden`
 * (`protected_ref`).
 */
export async function createBranch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { name, commit, overwrite = false, pusher = PLATFORM }: NewBranch,
): Promise<void> {
  const ref = branchRef(name);
  if (!(await hasCommit(ctx, repoId, Oid.parse(commit)))) throw missing(`Commit ${commit}`);
  const before = (await readRefs(ctx, repoId)).get(ref) ?? null;
  if (before !== null && !overwrite) throw taken(name);
  const moves = [{ ref, before, after: commit }];
  await assertMayMove(ctx, repoId, { moves, pusher, by: "push" });
  await moveRefs(ctx, repoId, moves);
}

/**
 * What it pointed at stays for 30 days and can be restored. Answers that commit. Throws `forbidden` (`protected_ref`)
 * for the default branch and protected ones, and `not_found` (`revision_not_found`).
 */
export async function deleteBranch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { name, pusher = PLATFORM }: { readonly name: string; readonly pusher?: Pusher },
): Promise<string> {
  const { ref, head } = await getBranch(ctx, repoId, name);
  const deletion = { ref, before: head, after: null };
  await assertMayMove(ctx, repoId, { moves: [deletion], pusher, by: "push" });
  await moveRefs(ctx, repoId, [deletion, { ref: deletedRef(name, ctx.now()), before: null, after: head }]);
  return head;
}

/** Gives a branch another name; when it is the default branch it stays that. Throws like `createBranch`. */
export async function renameBranch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { from, to, pusher = PLATFORM }: { readonly from: string; readonly to: string; readonly pusher?: Pusher },
): Promise<void> {
  const { ref, head } = await getBranch(ctx, repoId, from);
  const added = { ref: branchRef(to), before: null, after: head };
  if ((await readRefs(ctx, repoId)).has(added.ref)) throw taken(to);
  const removed = { ref, before: head, after: null };
  const before = await defaultBranchOf(ctx, repoId);
  const defaultBranch = from === before ? to : before;
  await assertMayMove(ctx, repoId, { moves: [added, removed], pusher, by: "push", defaultBranch });
  await moveRefs(ctx, repoId, [added]);
  if (from === before) await setDefaultBranch(ctx, repoId, to);
  await moveRefs(ctx, repoId, [removed]);
}

/** What `HEAD` stands for from now on. In a repository with commits the branch must exist. */
export async function setDefaultBranch(ctx: Ctx<"repositories">, repoId: string, name: string): Promise<void> {
  const ref = branchRef(name);
  const refs = await readRefs(ctx, repoId, ["refs/heads"]);
  if (refs.size > 0 && !refs.has(ref)) throw missing(`Branch ${name}`);
  await ctx.live.repositories.run(repoId, { args: ["symbolic-ref", "HEAD", ref] });
}

async function getBranch(ctx: Ctx<"repositories">, repoId: string, name: string) {
  const ref = branchRef(name);
  const head = (await readRefs(ctx, repoId)).get(ref);
  if (head === undefined) throw missing(`Branch ${name}`);
  return { ref, head };
}

const taken = (name: string) => gitError("conflict", `Branch ${name} exists already`, { reason: "ref_exists" });
const missing = (what: string) => gitError("not_found", `${what} does not exist`, { reason: "revision_not_found" });
