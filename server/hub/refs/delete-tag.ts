import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { deleteTag as deleteGitTag } from "@/server/git";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { pusherOf } from "../commits/pusher";
import { DeleteTagInput } from "../contract/content";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, type Repository, resourceOf } from "../repositories/repository";

export const deleteTag = defineCommand({
  name: "hub.deleteTag",
  summary: "Delete a tag",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/tags/{tag}", status: 204 },
  input: DeleteTagInput,
  output: Nothing,
  async run(ctx: Ctx<"repositories">, { tag, ...address }) {
    await dropTag(ctx, await getRepoAt(ctx, address), tag);
    return {};
  },
});

/** Throws `not_found` (`revision_not_found`), `forbidden` (`protected_ref`). */
export async function dropTag(ctx: Ctx<"repositories">, repo: Repository, tag: string): Promise<void> {
  await authorize(ctx, "repo.write", resourceOf(repo));
  await deleteGitTag(ctx, repo.id, { name: tag, pusher: await pusherOf(ctx, repo) });
  await atomically(ctx, (ctx) => audit(ctx, "repository.tagDeleted", auditTarget(repo, { tag })));
}
