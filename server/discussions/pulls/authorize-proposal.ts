import { authorizeContent, type Repository, resourceOf } from "@/server/hub";
import { type Ctx, DomainError } from "@/server/kernel";
import { participate } from "../participate";

/**
 * Who may propose changes of files on the site. Throws what `participate` and `hub.authorizeContent` throw, and
 * `forbidden` (`archived`, `mirror`) where nothing could be merged.
 */
export async function authorizeProposal(ctx: Ctx, repo: Repository): Promise<{ readonly username: string }> {
  const person = await participate(ctx, repo);
  await authorizeContent(ctx, repo);
  const { isArchived, isMirror } = resourceOf(repo);
  if (isArchived) {
    throw new DomainError("forbidden", "The repository is archived: it can be read and not be changed", {
      reason: "archived",
    });
  }
  if (isMirror) {
    throw new DomainError("forbidden", "The repository is a mirror: propose the change where it comes from", {
      reason: "mirror",
    });
  }
  return person;
}
