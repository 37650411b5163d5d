import { type Ctx, defineQuery } from "@/server/kernel";
import { Lineage } from "../contract/lineage";
import { RepoAddress } from "../contract/repo";
import { getRepoAt, withNamespaces } from "../repositories/get-readable-repo";
import { fullNameOf, type Repository, showRepo } from "../repositories/repository";
import { findTargets } from "./find-targets";
import { listLinksFrom, listLinksTo, listReposMadeFrom } from "./store";

const MAX_CHILDREN = 100;

export const getLineage = defineQuery({
  name: "hub.getLineage",
  summary: "See what a repository was made from, and what was made from it",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/lineage" },
  input: RepoAddress,
  output: Lineage,
  async run(ctx, address) {
    const repo = await getRepoAt(ctx, address);
    const [from, to] = await Promise.all([madeFrom(ctx, repo), madeOf(ctx, repo)]);
    return { from, to };
  },
});

async function madeFrom(ctx: Ctx, repo: Repository) {
  const links = await listLinksFrom(ctx.db, [repo.id]);
  const targetOf = await findTargets(ctx, links);
  return links.map((link) => {
    const { relation, origin, revision, targetKind: kind } = link;
    const found = targetOf(link);
    const target = found ? fullNameOf(found) : link.target;
    return { relation, origin, revision, kind, target, repo: found ? showRepo(ctx.site, found) : null };
  });
}

async function madeOf(ctx: Ctx, repo: Repository) {
  const children = await withNamespaces(ctx, await listReposMadeFrom(ctx, { targets: [repo], limit: MAX_CHILDREN }));
  const childIds = children.map(({ id }) => id);
  const links = Map.groupBy(await listLinksTo(ctx.db, repo, childIds), ({ repoId }) => repoId);
  return children.flatMap((child) => {
    const link = links.get(child.id)?.[0];
    if (!link) return [];
    const { relation, origin, revision } = link;
    return [
      { relation, origin, revision, kind: child.kind, target: fullNameOf(child), repo: showRepo(ctx.site, child) },
    ];
  });
}
