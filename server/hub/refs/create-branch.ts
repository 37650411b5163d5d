import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { createBranch as createGitBranch, writeEmptyCommit } from "@/server/git";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { commitAuthor } from "../commits/commit-author";
import { pusherOf } from "../commits/pusher";
import { CreateBranchInput, RefState } from "../contract/content";
import { atRevision } from "../files/at-revision";
import { auditTarget, type Repository, resourceOf } from "../repositories/repository";

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
  /** Commit it starts at; `null` for one without files and history. */
  readonly commit: string | null;
  /** Moves a branch of that name instead of refusing. */
  readonly overwrite?: boolean;
}

/** Throws `conflict` (`ref_exists`), `invalid` (`bad_ref_name`), `forbidden`. */
export async function addBranch(ctx: Ctx<"repositories">, repo: Repository, branch: NewBranch): Promise<void> {
  await authorize(ctx, "repo.write", resourceOf(repo));
  const empty = { message: "initial commit", author: commitAuthor(ctx) };
  const commit = branch.commit ?? (await writeEmptyCommit(ctx, repo.id, empty));
  await createGitBranch(ctx, repo.id, {
    name: branch.branch,
    commit,
    overwrite: branch.overwrite ?? false,
    pusher: await pusherOf(ctx, repo),
  });
  await atomically(ctx, (ctx) => audit(ctx, "repository.branchCreated", auditTarget(repo, { branch: branch.branch })));
}
