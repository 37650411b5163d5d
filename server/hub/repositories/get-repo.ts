import { allows, findGroupOf } from "@/server/access";
import { chunkedBytesOf } from "@/server/content";
import { findAccounts, findGroups, groupResource } from "@/server/identity";
import { type Ctx, defineQuery, userIdOf } from "@/server/kernel";
import { RepoAddress, RepoDetails } from "../contract/repo";
import { isLiked } from "../likes/store";
import { findWatch } from "../watches/store";
import { findReadableRepos, getRepoAt } from "./get-readable-repo";
import { foldName, type Repository, resourceOf, showRepo } from "./repository";

export const getRepo = defineQuery({
  name: "hub.getRepo",
  summary: "Look at a repository",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}" },
  input: RepoAddress,
  output: RepoDetails,
  async run(ctx, address) {
    const repo = await getRepoAt(ctx, address);
    return { ...(await detailsOf(ctx, repo)), movedFrom: movedFrom(repo, address) };
  },
});

const movedFrom = (repo: Repository, { namespace, name }: RepoAddress): string | null =>
  repo.searchText === foldName(`${namespace}/${name}`) ? null : `${namespace}/${name}`;

/** A repository with what only its own page shows. */
export async function detailsOf(ctx: Ctx, repo: Repository) {
  const resource = resourceOf(repo);
  const userId = userIdOf(ctx.actor);
  const [creators, chunked, liked, write, admin, watching, forkedFrom, resourceGroup] = await Promise.all([
    findAccounts(ctx.db, [repo.creatorId]),
    chunkedBytesOf(ctx, repo.id),
    userId === null ? false : isLiked(ctx, { repoId: repo.id, userId }),
    allows(ctx, "repo.write", resource),
    allows(ctx, "repo.admin", resource),
    userId === null ? null : findWatch(ctx.db, { repoId: repo.id, userId }),
    sourceOf(ctx, repo),
    seenGroupOf(ctx, repo.id),
  ]);
  return {
    ...showRepo(ctx.site, repo),
    card: repo.card,
    fileCount: repo.fileCount,
    creator: creators.get(repo.creatorId)?.name ?? null,
    chunked,
    liked,
    can: { like: userId !== null, write, admin },
    resourceGroup,
    watching,
    forkedFrom,
    movedFrom: null,
  };
}

async function seenGroupOf(ctx: Ctx, repoId: string) {
  const id = await findGroupOf(ctx.db, repoId);
  const group = id === null ? undefined : (await findGroups(ctx.db, [id])).get(id);
  if (!group || !(await allows(ctx, "group.read", groupResource(group)))) return null;
  return { name: group.name, displayName: group.displayName };
}

async function sourceOf(ctx: Ctx, { forkOfId }: Repository) {
  if (forkOfId === null) return null;
  const source = (await findReadableRepos(ctx, [forkOfId])).get(forkOfId);
  return source ? { kind: source.kind, namespace: source.namespace, name: source.name } : null;
}
