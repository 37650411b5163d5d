import { authorize } from "@/server/access";
import { findRevision } from "@/server/git";
import { type Ctx, defineCommand } from "@/server/kernel";
import { CommitFilesInput, CommitFilesResult } from "../contract/content";
import { getRepoAt } from "../repositories/get-readable-repo";
import { pathOf, resourceOf } from "../repositories/repository";
import { commitToRepo } from "./commit-to-repo";
import { planChanges } from "./plan-changes";

export const commitFiles = defineCommand({
  name: "hub.commitFiles",
  summary: "Commit edited, uploaded, moved and deleted files",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/commits", status: 201 },
  input: CommitFilesInput,
  output: CommitFilesResult,
  async run(ctx: Ctx<"repositories" | "objects" | "moderation">, { shelf, namespace, name, ...input }) {
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    await authorize(ctx, "repo.write", resourceOf(repo));
    const branch = input.branch ?? repo.defaultBranch;
    const head = (await findRevision(ctx, repo.id, `refs/heads/${branch}`))?.commit ?? null;
    const { isGuarded, operations } = await planChanges(ctx, repo, { head, changes: input.changes });
    const message = input.description === "" ? input.summary : `${input.summary}\n\n${input.description}`;
    const result = await commitToRepo(ctx, repo, {
      branch,
      message,
      expectedHead: input.expectedHead ?? (isGuarded ? (head ?? undefined) : undefined),
      operations,
    });
    return {
      ...result,
      secrets: [...result.secrets],
      url: `${ctx.site.origin}${pathOf(repo)}/commit/${result.commit}`,
    };
  },
});
