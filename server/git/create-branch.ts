import { type Ctx, DomainError } from "@/server/kernel";
import { readRefs } from "./list-refs";
import { moveRefs } from "./move-ref";
import { branchRef } from "./ref-name";

interface NewBranch {
  readonly name: string;
  readonly commit: string;
  /** Moves a branch of that name instead of refusing. */
  readonly overwrite?: boolean;
}

/** A branch that points at a commit. Throws `conflict` (`ref_exists`), `invalid` (`bad_ref_name`). */
export async function createBranch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { name, commit, overwrite = false }: NewBranch,
): Promise<void> {
  const ref = branchRef(name);
  const before = (await readRefs(ctx, repoId)).get(ref) ?? null;
  if (before !== null && !overwrite) {
    throw new DomainError("conflict", `Branch ${name} exists already`, { reason: "ref_exists" });
  }
  if (before !== commit) await moveRefs(ctx, repoId, [{ ref, before, after: commit }]);
}
