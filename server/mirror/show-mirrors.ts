import type { Repository } from "@/server/hub";
import { type Ctx, notFound } from "@/server/kernel";
import type { Mirror, MirrorRun } from "./contract";
import { pageUrlOf, placeText } from "./place";
import { standingOf } from "./standing";
import type { MirrorRow } from "./store/mirrors";
import { findLastRuns, type RunRow } from "./store/runs";

export const showRun = (run: RunRow): MirrorRun => ({
  id: run.id,
  status: run.status,
  trigger: run.trigger,
  step: run.step,
  isStopping: run.stopAskedAt !== null && run.status === "running",
  isStopLate: run.stopAskedAt !== null && run.status === "succeeded",
  attempt: run.attempt,
  refs: run.refs,
  filesDone: run.filesDone,
  filesTotal: run.filesTotal,
  bytesDone: run.bytesDone,
  bytesTotal: run.bytesTotal,
  error: run.error,
  reason: run.reason,
  nextAttemptAt: run.nextAttemptAt,
  startedAt: run.startedAt,
  endedAt: run.endedAt,
  createdAt: run.createdAt,
});

/** With the last run of each, and without a credential. */
export async function showMirrors(
  ctx: Ctx,
  { kind }: Pick<Repository, "kind">,
  rows: readonly MirrorRow[],
): Promise<Mirror[]> {
  const runs = await findLastRuns(
    ctx.db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const lastRun = runs.get(row.id);
    return {
      id: row.id,
      direction: row.direction,
      isOneOff: row.isOneOff,
      source: row.source,
      url: pageUrlOf(row, kind),
      place: placeText(row),
      remoteUser: row.remoteUser,
      hasCredential: row.credential !== null,
      refs: row.refs,
      skipFiles: row.skipFiles,
      intervalMinutes: row.intervalMinutes,
      isEnabled: row.isEnabled,
      nextRunAt: row.nextRunAt,
      ...standingOf(row, lastRun),
      lastRun: lastRun ? showRun(lastRun) : null,
      createdAt: row.createdAt,
    };
  });
}

export async function showMirror(ctx: Ctx, repo: Pick<Repository, "kind">, row: MirrorRow): Promise<Mirror> {
  const [shown] = await showMirrors(ctx, repo, [row]);
  if (!shown) throw notFound("Mirror", row.id);
  return shown;
}
