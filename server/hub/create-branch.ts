import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { createBranch as createGitBranch } from "@/server/git";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { atRevision } from "./at-revision";
import { CreateBranchInput, RefState } from "./contract/content";
import { pusherOf } from "./pusher";
import { auditTarget, type Repository, resourceOf } from "./repository";

export const createBranch = defineCommand({
  name: "hub.createBranch",
  summary: "Create a branch at a revision",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/branches", status: 201 },
  input: CreateBranchInput,
  output: RefState,
  async run(ctx: Ctx<"repositories">, { branch, ...address }) {
    const { repo, commit } = await atRevision(ctx, address);
    await addBranch(ctx, repo, { branch, commit });
    return { name: branch, commit };
  },
});

interface NewBranch {
  readonly branch: string;
  readonly commit: string;
  /** Moves a branch of that name instead of refusing. */
  readonly overwrite?: boolean;
}

/** Throws `conflict` (`ref_exists`), `invalid` (`bad_ref_name`), `forbidden`. */
export async function addBranch(ctx: Ctx<"repositories">, repo: Repository, branch: NewBranch): Promise<void> {
  await authorize(ctx, "repo.write", resourceOf(repo));
  await createGitBranch(ctx, repo.id, {
    name: branch.branch,
    commit: branch.commit,
    overwrite: branch.overwrite ?? false,
    pusher: await pusherOf(ctx, repo),
  });
  await atomically(ctx, (ctx) => audit(ctx, "repository.branchCreated", auditTarget(repo, { branch: branch.branch })));
}
