import { authorize } from "@/server/access";
import { type Ctx, defineCommand } from "@/server/kernel";
import { RenameRepoInput, Repo } from "../contract/repo";
import { getRepoAt } from "./get-readable-repo";
import { relocate } from "./relocate";
import { resourceOf, showRepo } from "./repository";

export const renameRepo = defineCommand({
  name: "hub.renameRepo",
  summary: "Rename a repository; its old address leads to the new one",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/rename" },
  input: RenameRepoInput,
  output: Repo,
  async run(ctx: Ctx<"moderation">, { newName, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const owner = { id: repo.ownerId, name: repo.namespace };
    return showRepo(ctx.site, await relocate(ctx, repo, { owner, name: newName }));
  },
});
