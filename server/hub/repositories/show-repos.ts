import type { Ctx } from "@/server/kernel";
import type { Repo } from "../contract/repo";
import { withNamespaces } from "./get-readable-repo";
import { showRepo } from "./repository";
import type { RepoRow } from "./store";

/** Rows as the outside sees them, with the names of their owners. */
export async function showRepos(ctx: Ctx, rows: readonly RepoRow[]): Promise<Repo[]> {
  return (await withNamespaces(ctx, rows)).map((repo) => showRepo(ctx.site, repo));
}
