import { findReadableRepoById } from "@/server/hub";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { nextRunAfter } from "./add-mirror";
import { enqueueRun, startRun } from "./start-run";
import { listDueMirrors, lockMirror, updateMirrorRow } from "./store/mirrors";
import { listSilentRuns } from "./store/runs";

const BATCH = 200;
/** A worker tells of a run every second; a job that is lost is given again after this long. */
const SILENCE_MS = 10 * 60_000;

/** Starts the runs that are due, and gives jobs to runs that have lost theirs. Safe to run twice. */
export async function startDue(ctx: Ctx): Promise<void> {
  for (const { id } of await listDueMirrors(ctx.db, { now: ctx.now(), limit: BATCH })) await startOne(ctx, id);
  const since = new Date(ctx.now().getTime() - SILENCE_MS);
  for (const run of await listSilentRuns(ctx.db, { since, limit: BATCH })) await enqueueRun(ctx, run);
}

const startOne = (ctx: Ctx, mirrorId: string): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const mirror = await lockMirror(ctx.db, mirrorId);
    const now = ctx.now();
    if (!mirror?.isEnabled || mirror.nextRunAt === null || mirror.nextRunAt > now) return;
    await updateMirrorRow(ctx.db, mirror.id, { nextRunAt: nextRunAfter(now, mirror.intervalMinutes) });
    const repo = await findReadableRepoById(ctx, mirror.repoId);
    if (repo) await startRun(ctx, { repo, mirror, trigger: "schedule" }).catch(nextTime);
  });

/** A run that still goes on, or too many that wait: the next one is soon enough. */
function nextTime(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}
