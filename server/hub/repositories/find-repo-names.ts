import type { Ctx } from "@/server/kernel";
import { findLiveRepos } from "./find-live-repos";
import { fullNameOf } from "./repository";

/** `namespace/name` of repositories by their ids, for those who authorise themselves; deleted ones are left out. */
export async function findRepoNames(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const repos = await findLiveRepos(ctx, ids);
  return new Map([...repos].map(([id, repo]) => [id, fullNameOf(repo)]));
}
