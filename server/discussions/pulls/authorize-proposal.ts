import { authorizeContent, type Repository } from "@/server/hub";
import type { Ctx } from "@/server/kernel";
import { participateInFiles } from "../participate";

/** Who may propose changes of files on the site. Throws what `participateInFiles` and `hub.authorizeContent` throw. */
export async function authorizeProposal(ctx: Ctx, repo: Repository): Promise<{ readonly username: string }> {
  const person = await participateInFiles(ctx, repo);
  await authorizeContent(ctx, repo);
  return person;
}
