import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { putRefRule, refRulesOf, removeRefRule, renameBranch as renameGitBranch, resolveRevision } from "@/server/git";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { pusherOf } from "../commits/pusher";
import { recordPush } from "../commits/record-push";
import { RefState } from "../contract/content";
import { RenameBranchInput } from "../contract/refs";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, type Repository, resourceOf } from "../repositories/repository";
import { updateRepoRow } from "../repositories/store";

interface NewName {
  readonly branch: string;
  readonly newName: string;
}

/** Throws like `createBranch` and `deleteBranch`; the default branch is renamed by administrators only. */
export const renameBranch = defineCommand({
  name: "hub.renameBranch",
  summary: "Give a branch another name; a rule for the old name alone follows it",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/branches/{branch}/rename" },
  input: RenameBranchInput,
  output: RefState,
  async run(ctx: Ctx<"repositories">, { branch, newName, ...address }) {
    const repo = await getRepoAt(ctx, address);
    const isDefault = branch === repo.defaultBranch;
    await authorize(ctx, isDefault ? "repo.admin" : "repo.write", resourceOf(repo));
    await renameGitBranch(ctx, repo.id, { from: branch, to: newName, pusher: await pusherOf(ctx, repo) });
    if (isDefault) await updateRepoRow(ctx.db, repo.id, { defaultBranch: newName, headCommit: null });
    if (isDefault) await recordPush(ctx, repo.id);
    await followUp(ctx, repo, { branch, newName });
    const { commit } = await resolveRevision(ctx, repo.id, `refs/heads/${newName}`);
    return { name: newName, commit };
  },
});

async function followUp(ctx: Ctx, repo: Repository, { branch, newName }: NewName): Promise<void> {
  const rule = (await refRulesOf(ctx, repo.id)).find(({ pattern }) => pattern === `refs/heads/${branch}`);
  await atomically(ctx, async (ctx) => {
    if (rule) {
      await removeRefRule(ctx, repo.id, rule.pattern);
      await putRefRule(ctx, repo.id, { ...rule, pattern: `refs/heads/${newName}` });
    }
    await audit(ctx, "repository.branchRenamed", auditTarget(repo, { branch, newName }));
  });
}
