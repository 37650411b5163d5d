import { authorize } from "@/server/access";
import { getOwner } from "@/server/identity";
import { type Ctx, defineCommand } from "@/server/kernel";
import { MoveRepoInput, Repo } from "../contract/repo";
import { authorizeCreation } from "./create-repo";
import { getRepoAt } from "./get-readable-repo";
import { relocate } from "./relocate";
import { resourceOf, showRepo } from "./repository";

export const moveRepo = defineCommand({
  name: "hub.moveRepo",
  summary: "Give a repository to another owner; its old address leads to the new one",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/move" },
  input: MoveRepoInput,
  output: Repo,
  async run(ctx: Ctx<"moderation">, { newNamespace, newName, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const owner = await getOwner(ctx, newNamespace);
    await authorizeCreation(ctx, owner);
    return showRepo(ctx.site, await relocate(ctx, repo, { owner, name: newName ?? repo.name }));
  },
});
