import { allows } from "@/server/access";
import { type Ctx, defineQuery } from "@/server/kernel";
import { Lineage, RepoAddress } from "./contract/repo";
import { getRepoAt, withNamespaces } from "./get-readable-repo";
import { fullNameOf, type Repository, resourceOf, showRepo } from "./repository";
import { findReposBySearchText, listLinksFrom, listLinksTo } from "./store/links";
import { findReposByIds } from "./store/repos";

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
  const links = await listLinksFrom(ctx.db, repo.id);
  const rows = [
    ...(await findReposByIds(
      ctx.db,
      links.flatMap(({ targetId }) => targetId ?? []),
    )),
    ...(await findReposBySearchText(
      ctx.db,
      links.map(({ targetFolded }) => targetFolded),
    )),
  ];
  const repos = await readableOf(ctx, await withNamespaces(ctx, rows));
  return links.map(({ relation, targetKind, target, targetId, targetFolded }) => {
    const found =
      repos.find(({ id }) => id === targetId) ??
      repos.find(({ kind, searchText }) => kind === targetKind && searchText === targetFolded);
    const name = found ? fullNameOf(found) : target;
    return { relation, kind: targetKind, target: name, repo: found ? showRepo(ctx.site, found) : null };
  });
}

async function madeOf(ctx: Ctx, repo: Repository) {
  const links = await listLinksTo(ctx.db, { target: repo, limit: MAX_CHILDREN });
  const repos = await readableOf(
    ctx,
    await withNamespaces(
      ctx,
      links.map((link) => link.repo),
    ),
  );
  return repos.map((found) => {
    const relation = links.find((link) => link.repo.id === found.id)?.relation ?? "base";
    return { relation, kind: found.kind, target: fullNameOf(found), repo: showRepo(ctx.site, found) };
  });
}

async function readableOf(ctx: Ctx, repos: readonly Repository[]): Promise<Repository[]> {
  const flags = await Promise.all(repos.map((repo) => allows(ctx, "repo.read", resourceOf(repo))));
  return repos.filter((_, index) => flags[index]);
}
