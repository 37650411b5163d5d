import { findReadableRepoById, listWatchers, pathOf, type Repository, userMay } from "@/server/hub";
import type { WatchLevel } from "@/server/hub/contract/watch-levels";
import type { Ctx } from "@/server/kernel";
import { openResource } from "./open-resource";
import { insertNotifications } from "./store";

const BATCH = 200;

interface News {
  readonly repoId: string;
  /** Full names of the refs that came or moved. */
  readonly refs: readonly string[];
  readonly pusherId: string | null;
}

/** Tells those who watch and may still see the repository; whoever moved the refs knows it. */
export async function tellWatchers(ctx: Ctx, { repoId, refs, pusherId }: News): Promise<void> {
  const repo = await findReadableRepoById(ctx, repoId);
  if (!repo) return;
  const tag = refs.find((ref) => ref.startsWith("refs/tags/"))?.slice("refs/tags/".length);
  if (tag !== undefined) await tell(ctx, repo, { levels: ["all", "tags"], pusherId, tag });
  else if (refs.includes(`refs/heads/${repo.defaultBranch}`)) await tell(ctx, repo, { levels: ["all"], pusherId });
}

interface Message {
  readonly levels: readonly WatchLevel[];
  readonly pusherId: string | null;
  readonly tag?: string;
}

async function tell(ctx: Ctx, repo: Repository, { levels, pusherId, tag }: Message): Promise<void> {
  const name = `${repo.namespace}/${repo.name}`;
  const note = tag
    ? {
        kind: "repoTagged" as const,
        title: `${name} has the new tag ${tag.slice(0, 100)}`,
        params: { repository: name, tag },
      }
    : { kind: "repoUpdated" as const, title: `New commits in ${name}`, params: { repository: name } };
  let after: string | null = null;
  do {
    const watchers: readonly string[] = await listWatchers(ctx, { repoId: repo.id, levels, after, limit: BATCH });
    const readers = await readersAmong(
      ctx,
      repo,
      watchers.filter((userId) => userId !== pusherId),
    );
    await insertNotifications(ctx, readers, {
      ...note,
      path: pathOf(repo),
      resource: openResource(repo),
    });
    after = watchers.length < BATCH ? null : (watchers.at(-1) ?? null);
  } while (after !== null);
}

async function readersAmong(ctx: Ctx, repo: Repository, userIds: readonly string[]): Promise<string[]> {
  const readers: string[] = [];
  for (const userId of userIds) {
    if (await userMay(ctx, repo, { userId, permission: "repo.read" })) readers.push(userId);
  }
  return readers;
}
