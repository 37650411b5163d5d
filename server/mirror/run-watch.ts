import type { Ctx } from "@/server/kernel";
import { changeActiveRun, type RunChange } from "./store/runs";

/** How far a run is; what is left out stays as it was. */
export type Progress = Pick<RunChange, "step" | "refs" | "filesDone" | "filesTotal" | "bytesDone" | "bytesTotal">;

export interface RunWatch {
  /** Aborts when the worker ends, and within seconds after somebody wants the run to stop. */
  readonly signal: AbortSignal;
  /** Written at most once a second. */
  readonly report: (progress: Progress) => void;
  /** Whether somebody stopped the run, or ended its mirror. */
  readonly isStopped: () => boolean;
  /** Writes what is left to be written and looks no more. */
  readonly close: () => Promise<void>;
}

const BEAT_MS = 1_000;

/** Keeps the row of a run up to date while it is done, and hears from it when it should stop. */
export function watchRun(ctx: Ctx, runId: string, signal: AbortSignal): RunWatch {
  const stop = new AbortController();
  let pending: Progress = {};
  let writing = Promise.resolve();

  const beat = async () => {
    const change = { ...pending, updatedAt: ctx.now() };
    pending = {};
    const row = await changeActiveRun(ctx.db, runId, change);
    if (row === null || row.stopAskedAt !== null) stop.abort();
  };
  const write = () => {
    writing = writing.then(beat).catch((error: unknown) => ctx.report(error));
  };
  const timer = setInterval(write, BEAT_MS);
  write();

  return {
    signal: AbortSignal.any([signal, stop.signal]),
    report: (progress) => {
      pending = { ...pending, ...progress };
    },
    isStopped: () => stop.signal.aborted,
    async close() {
      clearInterval(timer);
      write();
      await writing;
    },
  };
}
