import type { AccountSummary } from "@/server/identity/contract";
import type { Ctx } from "@/server/kernel";
import { findReadableCollections } from "../collections/collection";
import type { Pin, PinTarget } from "../contract/pin";
import { findReadableRepos } from "../repositories/get-readable-repo";
import { showRepo } from "../repositories/repository";

/** Those of the targets that the actor may see and that still belong to the account, in order. */
export async function showPins(ctx: Ctx, owner: AccountSummary, targets: readonly PinTarget[]): Promise<Pin[]> {
  const idsOf = (kind: PinTarget["kind"]) => targets.flatMap((target) => (target.kind === kind ? [target.id] : []));
  const [repos, collections] = await Promise.all([
    findReadableRepos(ctx, idsOf("repository")),
    findReadableCollections(ctx, idsOf("collection")),
  ]);
  return targets.flatMap(({ kind, id }): Pin[] => {
    if (kind === "repository") {
      const repo = repos.get(id);
      return repo?.ownerId === owner.id ? [{ kind, repo: showRepo(ctx.site, repo) }] : [];
    }
    const collection = collections.get(id);
    return collection?.namespace === owner.name ? [{ kind, collection }] : [];
  });
}
