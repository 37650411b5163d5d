import type { Repository } from "@/server/hub";
import { type Ctx, newRow } from "@/server/kernel";
import { MAX_ACTIVE_RUNS, type Trigger } from "./contract";
import { wakeLanes } from "./lanes";
import { refusal } from "./refusal";
import type { MirrorRow } from "./store/mirrors";
import { countActiveRuns, insertRun, type RunRow, trimRuns } from "./store/runs";

const KEPT_RUNS = 50;

interface NewRun {
  readonly repo: Pick<Repository, "ownerId">;
  readonly mirror: Pick<MirrorRow, "id">;
  readonly trigger: Trigger;
}

/**
 * A run that waits for a worker. Call it in a transaction. Throws `conflict` (`run_active`) when the mirror has one,
 * `quota_exceeded` (`too_many_runs`) when too many of the owner wait.
 */
export async function startRun(ctx: Ctx, { repo, mirror, trigger }: NewRun): Promise<RunRow> {
  if ((await countActiveRuns(ctx.db, repo.ownerId)) >= MAX_ACTIVE_RUNS) {
    throw refusal(
      "quota_exceeded",
      `${MAX_ACTIVE_RUNS} runs of this owner wait already: try again when one is done`,
      "too_many_runs",
    );
  }
  const row = { ...newRow(ctx), mirrorId: mirror.id, ownerId: repo.ownerId, status: "queued", trigger } as const;
  const run = await insertRun(ctx.db, row);
  if (!run) throw refusal("conflict", "A run of this mirror waits or goes on already", "run_active");
  await trimRuns(ctx.db, mirror.id, KEPT_RUNS);
  await wakeLanes(ctx);
  return run;
}
