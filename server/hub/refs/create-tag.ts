import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { createTag as createGitTag } from "@/server/git";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { commitAuthor } from "../commits/commit-author";
import { pusherOf } from "../commits/pusher";
import { CreateTagInput, RefState } from "../contract/content";
import { atRevision } from "../files/at-revision";
import { auditTarget, type Repository, resourceOf } from "../repositories/repository";

export const createTag = defineCommand({
  name: "hub.createTag",
  summary: "Tag a revision; with a message it becomes an annotated tag",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/tags", status: 201 },
  input: CreateTagInput,
  output: RefState,
  async run(ctx: Ctx<"repositories">, { tag, message, ...address }) {
    const { repo, commit } = await atRevision(ctx, address);
    await addTag(ctx, repo, { tag, message, commit });
    return { name: tag, commit };
  },
});

interface NewTag {
  readonly tag: string;
  readonly commit: string;
  readonly message: string | undefined;
}

/** Throws `conflict` (`ref_exists`), `invalid` (`bad_ref_name`), `forbidden`. */
export async function addTag(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { tag, commit, message }: NewTag,
): Promise<void> {
  await authorize(ctx, "repo.write", resourceOf(repo));
  const tagged = { name: tag, commit, ...(message && { message }), author: commitAuthor(ctx) };
  await createGitTag(ctx, repo.id, { ...tagged, pusher: await pusherOf(ctx, repo) });
  await atomically(ctx, (ctx) => audit(ctx, "repository.tagCreated", auditTarget(repo, { tag })));
}
