import { allows, authorizePlatform } from "@/server/access";
import { findLiveRepos, findReadableRepos, type Repository, resourceOf } from "@/server/hub";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { ListAllMirrorsInput, type ManagedMirror, ManagedMirrorPage, type ManagedRun } from "./contract/managed-mirror";
import { isInside } from "./inside-origins";
import { placeText } from "./place";
import { standingOf } from "./standing";
import { listEveryMirror } from "./store/managed-mirrors";
import type { MirrorRow } from "./store/mirrors";
import { findLastRuns, type RunRow } from "./store/runs";

export const listAllMirrors = defineQuery({
  name: "mirror.listAllMirrors",
  summary: "List every mirror of the installation, newest first, and how it goes",
  http: { method: "GET", path: "/admin/mirrors" },
  input: ListAllMirrorsInput,
  output: ManagedMirrorPage,
  async run(ctx: Ctx<"insideOrigins">, input) {
    await authorizePlatform(ctx, "platform.repositories");
    const { search = "", direction, state } = input;
    const words = search.split(/\s+/).filter((word) => word !== "");
    const { items, nextCursor } = await page(ctx, input, {
      list: "mirror.listAllMirrors",
      read: (after, limit) => listEveryMirror(ctx, { words, direction, state, after, limit }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
    return { items: await showManaged(ctx, items), nextCursor };
  },
});

async function showManaged(ctx: Ctx<"insideOrigins">, rows: readonly MirrorRow[]): Promise<ManagedMirror[]> {
  const repoIds = rows.map(({ repoId }) => repoId);
  const [repos, readable, runs] = await Promise.all([
    findLiveRepos(ctx, repoIds),
    findReadableRepos(ctx, repoIds),
    findLastRuns(
      ctx.db,
      rows.map(({ id }) => id),
    ),
  ]);
  const shown = rows.map(async (row) => {
    const repo = repos.get(row.repoId);
    if (!repo) return [];
    const isReadable = readable.has(repo.id);
    const mayRun = isReadable && (await allows(ctx, "repo.admin", resourceOf(repo)));
    const isTold = isReadable && row.direction === "pull" && !isInside(ctx, row);
    return [showOne(row, { repo, isReadable, mayRun, isPlaceShown: mayRun || isTold, run: runs.get(row.id) })];
  });
  return (await Promise.all(shown)).flat();
}

interface Around {
  readonly repo: Repository;
  readonly isReadable: boolean;
  readonly mayRun: boolean;
  /** As its repository shows it: what is pulled from to readers, the rest to administrators. */
  readonly isPlaceShown: boolean;
  readonly run: RunRow | undefined;
}

function showOne(row: MirrorRow, { repo, isReadable, mayRun, isPlaceShown, run }: Around): ManagedMirror {
  const { id, direction, isOneOff, origin, intervalMinutes, isEnabled, nextRunAt, createdAt } = row;
  const { kind, namespace, name } = repo;
  return {
    repo: { kind, namespace, name, isReadable },
    host: new URL(origin).host,
    place: isPlaceShown ? placeText(row) : null,
    ...standingOf(row, run),
    lastRun: run ? showLast(run) : null,
    ...{ id, direction, isOneOff, intervalMinutes, isEnabled, nextRunAt, mayRun, createdAt },
  };
}

const showLast = (run: RunRow): ManagedRun => ({
  id: run.id,
  status: run.status,
  attempt: run.attempt,
  isStopping: run.stopAskedAt !== null && run.status === "running",
  reason: run.reason,
  nextAttemptAt: run.nextAttemptAt,
  at: run.endedAt ?? run.createdAt,
});
