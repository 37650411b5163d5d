import { isFrozen } from "@/server/access";
import { findAnyRepo, setMirror } from "@/server/hub";
import { atomically, type Ctx, DomainError, publish } from "@/server/kernel";
import type { MirrorReason } from "./contract";
import { mirrorFailed } from "./events";
import { isAnsweredFor } from "./is-answered-for";
import { wakeLanesLater } from "./lanes";
import { cloneUrlOf } from "./place";
import { type Outcome, pull, type Sides } from "./pull";
import { push } from "./push";
import { type RunWatch, type StopReason, watchRun } from "./run-watch";
import { findMirror, lockMirror, type MirrorRow, updateMirrorRow } from "./store/mirrors";
import { changeActiveRun, findRun, type RunChange, type RunRow } from "./store/runs";
import { isAnybodyWaiting } from "./store/turns";

const SECOND_MS = 1_000;
/** Waits after the first, second … attempt that failed for a reason that may pass. */
const WAITS_MS = [15, 60, 5 * 60, 15 * 60, 60 * 60].map((seconds) => seconds * SECOND_MS);
/** Failed in a row: nobody looks after it any more. */
const MAX_FAILURES = 10;
/** How long a run keeps its lane while others wait; twice as long every time it comes back, so that it gets on. */
const TURN_MS = 30 * 60 * SECOND_MS;
const MAX_DOUBLINGS = 5;

type RunCtx = Ctx<"repositories" | "objects">;

/**
 * Does a run to its end, its next attempt, or its stop; never throws for what the other side does. When the worker ends
 * first it throws, and the job begins again: what is here already is not fetched twice.
 */
export async function runNow(ctx: RunCtx, runId: string, signal: AbortSignal): Promise<void> {
  const now = ctx.now(); // before the address is read: standingOf compares with when that was changed
  const found = await findRun(ctx.db, runId);
  const sides = found && (await sidesOf(ctx, found));
  if (!found || !sides) return;
  if (!(await isAnsweredFor(ctx, sides))) return stopUnanswered(ctx, found, sides.mirror);
  const isAgain = { error: null, reason: null, nextAttemptAt: null, updatedAt: now };
  const start = { status: "running", startedAt: found.startedAt ?? now, ...isAgain } as const;
  const run = await changeActiveRun(ctx.db, runId, start);
  if (!run) return;
  const watch = watchRun(ctx, { runId, findReason: () => findReason(ctx, run, sides) }, signal);
  try {
    const move = sides.mirror.direction === "pull" ? pull : push;
    const { missing } = await move(ctx, { ...sides, watch, attempt: run.attempt });
    await watch.close();
    await succeed(ctx, run, { mirror: sides.mirror, missing });
  } catch (error) {
    await watch.close();
    await settle(ctx, { run, mirror: sides.mirror, watch }, error);
  }
}

async function findReason(ctx: Ctx, run: RunRow, { repo: { id }, mirror }: Sides): Promise<StopReason | null> {
  const repo = await findAnyRepo(ctx, id);
  if (!repo || repo.deletedAt !== null || !(await isAnsweredFor(ctx, { repo, mirror }))) return "rightLost";
  const now = ctx.now();
  const turnMs = TURN_MS * 2 ** Math.min(run.turns, MAX_DOUBLINGS);
  if (run.turnAt === null || now.getTime() - run.turnAt.getTime() < turnMs) return null;
  return (await isAnybodyWaiting(ctx.db, run, now)) ? "turnOver" : null;
}

/** `null` when there is nothing to do any more; a run of a repository that is deleted, or whose owner is, ends. */
async function sidesOf(ctx: Ctx, run: RunRow): Promise<Sides | null> {
  const mirror = await findMirror(ctx.db, run.mirrorId);
  const repo = mirror && (await findAnyRepo(ctx, mirror.repoId));
  if (!mirror) return null;
  if (repo && repo.deletedAt === null && !(await isFrozen(ctx.db, repo.ownerId))) return { repo, mirror };
  await end(ctx, run, { status: "cancelled", reason: "repository_gone" satisfies MirrorReason });
  return null;
}

const end = (ctx: Ctx, run: RunRow, change: RunChange) =>
  changeActiveRun(ctx.db, run.id, { endedAt: ctx.now(), updatedAt: ctx.now(), nextAttemptAt: null, ...change });

/** The mirror rests until an administrator switches it on, and answers for it from then on. */
const stopUnanswered = (ctx: Ctx, run: RunRow, mirror: MirrorRow): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const error =
      "Whoever set this mirror up does not administer the repository any more. Switch it on to take it over.";
    const ended = { status: "failed", error, reason: "right_lost" satisfies MirrorReason } as const;
    if (!(await end(ctx, run, ended))) return;
    await updateMirrorRow(ctx.db, mirror.id, { isEnabled: false, nextRunAt: null, updatedAt: ctx.now() });
    await tellFailure(ctx, mirror, true);
  });

/** Whether the mirror still leads where the run went: else the run says nothing of it. */
async function isStillThere({ db }: Ctx, mirror: MirrorRow): Promise<boolean> {
  const present = await lockMirror(db, mirror.id);
  return present !== null && cloneUrlOf(present) === cloneUrlOf(mirror);
}

interface Done extends Outcome {
  readonly mirror: MirrorRow;
}

const succeed = (ctx: Ctx, run: RunRow, { mirror, missing }: Done): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const reason = missing === null ? null : ("files_incomplete" satisfies MirrorReason);
    if (!(await end(ctx, run, { status: "succeeded", step: null, error: missing, reason }))) return;
    if (!(await isStillThere(ctx, mirror))) return;
    const now = ctx.now();
    const change = { syncedAt: now, failures: 0, mayReplace: true, isComplete: missing === null, updatedAt: now };
    await updateMirrorRow(ctx.db, mirror.id, change);
    if (mirror.isOneOff) await setMirror(ctx, mirror.repoId, false);
  });

interface Broken {
  readonly run: RunRow;
  readonly mirror: MirrorRow;
  readonly watch: RunWatch;
}

/** What a run that threw comes to. */
async function settle(ctx: Ctx, { run, mirror, watch }: Broken, error: unknown): Promise<void> {
  const reason = watch.stopReason();
  if (reason !== null) return settleStopped(ctx, run, reason);
  if (watch.signal.aborted) throw error;
  if (!(error instanceof DomainError)) {
    const message = "Something is broken on our side. Administrators find it in the log; run the mirror again later.";
    await fail(ctx, { run, mirror }, { error: message, reason: "internal" satisfies MirrorReason });
    throw error;
  }
  const told = { error: error.message, reason: error.reason ?? error.code };
  const mayPass = error.code === "unavailable" || error.code === "stale";
  const delayMs = mayPass ? WAITS_MS[run.attempt - 1] : undefined;
  if (delayMs === undefined) await fail(ctx, { run, mirror }, told);
  else await tryAgain(ctx, run, { ...told, delayMs });
}

async function settleStopped(ctx: Ctx, run: RunRow, reason: StopReason): Promise<void> {
  switch (reason) {
    case "stopped":
      await end(ctx, run, { status: "cancelled" });
      return;
    case "turnOver":
      await changeActiveRun(ctx.db, run.id, {
        ...{ status: "queued", lane: null, turns: run.turns + 1, updatedAt: ctx.now() },
      });
      return;
    case "rightLost": {
      const sides = await sidesOf(ctx, run);
      if (sides) await stopUnanswered(ctx, run, sides.mirror);
    }
  }
}

interface Told {
  readonly error: string;
  readonly reason: string;
}

const fail = (ctx: Ctx, { run, mirror }: Omit<Broken, "watch">, told: Told): Promise<void> =>
  atomically(ctx, async (ctx) => {
    if (!(await end(ctx, run, { status: "failed", ...told }))) return;
    if (!(await isStillThere(ctx, mirror))) return;
    const failures = mirror.failures + 1;
    const isGivenUp = failures >= MAX_FAILURES;
    const change = isGivenUp ? { isEnabled: false, nextRunAt: null } : {};
    await updateMirrorRow(ctx.db, mirror.id, { failures, ...change, updatedAt: ctx.now() });
    if (failures === 1 || isGivenUp) await tellFailure(ctx, mirror, isGivenUp);
  });

const tellFailure = (ctx: Ctx, { repoId, creatorId, direction }: MirrorRow, isOff: boolean): Promise<void> =>
  publish(ctx, mirrorFailed, { repoId, creatorId, direction, isOff });

const tryAgain = (ctx: Ctx, run: RunRow, { delayMs, ...told }: Told & { readonly delayMs: number }): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const now = ctx.now();
    const nextAttemptAt = new Date(now.getTime() + delayMs);
    const waiting = { status: "queued", lane: null, nextAttemptAt, updatedAt: now } as const;
    const change = { ...told, ...waiting, attempt: run.attempt + 1 };
    if (await changeActiveRun(ctx.db, run.id, change)) await wakeLanesLater(ctx, run, delayMs);
  });
