import { findReadableRepoById } from "@/server/hub";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { nextRunAfter } from "./add-mirror";
import { wakeLanes } from "./lanes";
import { startRun } from "./start-run";
import { listDueMirrors, lockMirror, updateMirrorRow } from "./store/mirrors";
import { isAnyOpen } from "./store/turns";

const BATCH = 200;

/** Starts the runs that are due, and wakes the lanes for what waits: their jobs may be lost. Safe to run twice. */
export async function startDue(ctx: Ctx): Promise<void> {
  for (const { id } of await listDueMirrors(ctx.db, { now: ctx.now(), limit: BATCH })) await startOne(ctx, id);
  if (await isAnyOpen(ctx.db, ctx.now())) await wakeLanes(ctx);
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
