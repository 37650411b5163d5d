import { discardRepo, findReadableRepos, type Repository } from "@/server/hub";
import { listDeployedModels } from "@/server/inference";
import { atomically, type Ctx } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { findEntryOfRepo, forgetAnswers, forgetRepo, listUnused } from "../store/cache";
import { lockMirror } from "../store/mirrors";

const HOUR_MS = 3_600_000;
const BATCH = 500;

/**
 * Removes what was fetched and not used for longest until the rest fits, and first what became larger than may be.
 * What a deployment stands on stays, and so does what people made their own: by ending its mirror, or moving it.
 */
export async function evictCached(ctx: Ctx): Promise<void> {
  await forgetAnswers(ctx.db, new Date(ctx.now().getTime() - HOUR_MS));
  const { cacheOwner, cacheRepoBytes, cacheTotalBytes } = await readSettings(ctx.db);
  const repos = (await listCached(ctx)).filter(({ namespace }) => namespace.toLowerCase() === cacheOwner.toLowerCase());
  const deployed = await listDeployedModels(
    ctx.db,
    repos.map(({ id }) => id),
  );
  let bytes = repos.reduce((sum, repo) => sum + repo.storageBytes, 0);
  for (const repo of repos) {
    const isTooMuch = bytes > cacheTotalBytes || repo.storageBytes > cacheRepoBytes;
    if (!isTooMuch || deployed.has(repo.id)) continue;
    if (await evict(ctx, repo)) bytes -= repo.storageBytes;
  }
}

/** How much was fetched and is here. */
export async function cachedUsage(ctx: Ctx): Promise<{ readonly repos: number; readonly bytes: number }> {
  const repos = await listCached({ ...ctx, actor: { kind: "system", process: "pull-through" } });
  return { repos: repos.length, bytes: repos.reduce((sum, { storageBytes }) => sum + storageBytes, 0) };
}

/** The longest unused first. */
async function listCached(ctx: Ctx): Promise<Repository[]> {
  const unused = await listUnused(ctx.db);
  const repos: Repository[] = [];
  for (let start = 0; start < unused.length; start += BATCH) {
    const ids = unused.slice(start, start + BATCH).map(({ repoId }) => repoId);
    const found = await findReadableRepos(ctx, ids);
    repos.push(...ids.flatMap((id) => found.get(id) ?? []));
  }
  return repos;
}

/** `false` when people have just made it their own. */
const evict = (ctx: Ctx, repo: Repository): Promise<boolean> =>
  atomically(ctx, async (ctx) => {
    const entry = await findEntryOfRepo(ctx.db, repo.id);
    if (!entry?.mirrorId || !(await lockMirror(ctx.db, entry.mirrorId))) return false;
    await forgetRepo(ctx.db, repo.id);
    await discardRepo(ctx, repo);
    return true;
  });
