import { type Ctx, DomainError } from "@/server/kernel";
import { readRefs } from "./list-refs";
import { moveRefs } from "./move-ref";
import { branchRef, tagRef } from "./ref-name";
import { defaultBranchOf } from "./resolve-revision";

/** Throws `forbidden` (`protected_ref`) for the default branch, `not_found` (`revision_not_found`). */
export async function deleteBranch(ctx: Ctx<"repositories">, repoId: string, name: string): Promise<void> {
  if ((await defaultBranchOf(ctx, repoId)) === name) {
    throw new DomainError("forbidden", "The default branch cannot be deleted", { reason: "protected_ref" });
  }
  await deleteRef(ctx, repoId, branchRef(name));
}

/** Throws `not_found` (`revision_not_found`). */
export const deleteTag = (ctx: Ctx<"repositories">, repoId: string, name: string): Promise<void> =>
  deleteRef(ctx, repoId, tagRef(name));

async function deleteRef(ctx: Ctx<"repositories">, repoId: string, ref: string): Promise<void> {
  const before = (await readRefs(ctx, repoId)).get(ref);
  if (before === undefined) {
    throw new DomainError("not_found", `${ref} does not exist`, { reason: "revision_not_found" });
  }
  await moveRefs(ctx, repoId, [{ ref, before, after: null }]);
}
