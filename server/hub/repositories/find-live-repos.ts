import type { Ctx } from "@/server/kernel";
import { withNamespaces } from "./get-readable-repo";
import type { Repository } from "./repository";
import { findReposByIds } from "./store";

/** Repositories that are there, by their ids, without asking who wants them: for those who authorise themselves. */
export async function findLiveRepos(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Repository>> {
  const repos = await withNamespaces(ctx, await findReposByIds(ctx.db, [...new Set(ids)]));
  return new Map(repos.map((repo) => [repo.id, repo]));
}
