import type { Ctx } from "@/server/kernel";
import { withNamespaces } from "./get-readable-repo";
import { fullNameOf } from "./repository";
import { findReposByIds } from "./store";

/** `namespace/name` of repositories by their ids, for those who authorise themselves; deleted ones are left out. */
export async function findRepoNames(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const repos = await withNamespaces(ctx, await findReposByIds(ctx.db, [...new Set(ids)]));
  return new Map(repos.map((repo) => [repo.id, fullNameOf(repo)]));
}
