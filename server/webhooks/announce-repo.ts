import { findAnyRepo } from "@/server/hub";
import type { Ctx } from "@/server/kernel";
import { announce } from "./announce";
import type { RepoNews } from "./jobs";
import { repoMessage } from "./payload";

/** Tells of what happened to a repository. */
export async function announceRepoNews(ctx: Ctx, repoId: string, news: RepoNews): Promise<void> {
  const repo = await findAnyRepo(ctx, repoId);
  if (repo) await announce(ctx, repo, { domain: "repo", message: repoMessage(ctx.site, repo, news) });
}
