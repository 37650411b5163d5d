import type { Ctx } from "@/server/kernel";
import { Oid } from "./contract";
import { gitError } from "./git-error";
import { readRefs } from "./list-refs";
import { moveRefs } from "./move-ref";
import { branchRef } from "./ref-name";
import { defaultBranchOf, findRevision } from "./resolve-revision";

interface NewBranch {
  readonly name: string;
  /** Commit it starts at. */
  readonly commit: string;
  /** Moves a branch that exists instead of refusing. */
  readonly overwrite?: boolean;
}

/** Throws `invalid` (`bad_ref_name`), `conflict` (`ref_exists`), `not_found` (`revision_not_found`). */
export async function createBranch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { name, commit, overwrite = false }: NewBranch,
): Promise<void> {
  const ref = branchRef(name);
  if (!(await findRevision(ctx, repoId, Oid.parse(commit)))) throw missing(`Commit ${commit}`);
  const before = (await readRefs(ctx, repoId)).get(ref) ?? null;
  if (before !== null && !overwrite) {
    throw gitError("conflict", `Branch ${name} exists already`, { reason: "ref_exists" });
  }
  await moveRefs(ctx, repoId, [{ ref, before, after: commit }]);
}

/** Throws `forbidden` (`protected_ref`) for the default branch and `not_found` (`revision_not_found`). */
export async function deleteBranch(ctx: Ctx<"repositories">, repoId: string, name: string): Promise<void> {
  if (name === (await defaultBranchOf(ctx, repoId))) {
    throw gitError("forbidden", "The default branch cannot be deleted", { reason: "protected_ref" });
  }
  const { ref, head } = await getBranch(ctx, repoId, name);
  await moveRefs(ctx, repoId, [{ ref, before: head, after: null }]);
}

/** Gives a branch another name; when it is the default branch it stays that. Throws like `createBranch`. */
export async function renameBranch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const { ref, head } = await getBranch(ctx, repoId, from);
  if ((await readRefs(ctx, repoId)).has(branchRef(to))) {
    throw gitError("conflict", `Branch ${to} exists already`, { reason: "ref_exists" });
  }
  const isDefault = from === (await defaultBranchOf(ctx, repoId));
  await moveRefs(ctx, repoId, [{ ref: branchRef(to), before: null, after: head }]);
  if (isDefault) await setDefaultBranch(ctx, repoId, to);
  await moveRefs(ctx, repoId, [{ ref, before: head, after: null }]);
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

const missing = (what: string) => gitError("not_found", `${what} does not exist`, { reason: "revision_not_found" });
