import type { Ctx } from "@/server/kernel";
import { changeActiveRun, type RunChange } from "./store/runs";

/** How far a run is; what is left out stays as it was. */
export type Progress = Pick<RunChange, "step" | "refs" | "filesDone" | "filesTotal" | "bytesDone" | "bytesTotal">;

/** Why a run is to end before it is done: somebody said so or ended it, others wait, or nobody answers for it. */
export type StopReason = "stopped" | "turnOver" | "rightLost";

export interface RunWatch {
  /** Aborts when the worker ends, and within seconds after there is a reason to stop. */
  readonly signal: AbortSignal;
  /** Written at most once a second. */
  readonly report: (progress: Progress) => void;
  readonly stopReason: () => StopReason | null;
  /** Looks now, before a step that cannot be taken back. Throws once there is a reason to stop. */
  readonly check: () => Promise<void>;
  /** Writes what is left to be written and looks no more. */
  readonly close: () => Promise<void>;
}

const BEAT_MS = 1_000;

interface Watched {
  readonly runId: string;
  /** Asked again and again, besides what the row says. */
  readonly findReason: () => Promise<StopReason | null>;
}

/** Keeps the row of a run up to date while it is done, and hears when it should stop. */
export function watchRun(ctx: Ctx, { runId, findReason }: Watched, signal: AbortSignal): RunWatch {
  const stop = new AbortController();
  let reason: StopReason | null = null;
  let pending: Progress = {};
  let writing = Promise.resolve();

  const beat = async () => {
    const change = { ...pending, updatedAt: ctx.now() };
    pending = {};
    const row = await changeActiveRun(ctx.db, runId, change);
    reason ??= row === null || row.stopAskedAt !== null ? "stopped" : await findReason();
    if (reason !== null) stop.abort();
  };
  const write = () => {
    writing = writing.then(beat).catch((error: unknown) => ctx.report(error));
  };
  const timer = setInterval(write, BEAT_MS);
  write();
  const either = AbortSignal.any([signal, stop.signal]);

  return {
    signal: either,
    report: (progress) => {
      pending = { ...pending, ...progress };
    },
    stopReason: () => reason,
    async check() {
      write();
      await writing;
      either.throwIfAborted();
    },
    async close() {
      clearInterval(timer);
      write();
      await writing;
    },
  };
}
