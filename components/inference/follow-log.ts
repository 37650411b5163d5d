import type { z } from "zod";
import { readEventStream, StreamRefused } from "@/components/data/event-stream";
import { DeploymentLogLine } from "@/server/inference/contract";

export interface ReadLine extends z.infer<typeof DeploymentLogLine> {
  readonly id: string;
}

export type Connection = "connecting" | "live" | "lost" | "ended";

export interface Log {
  readonly lines: readonly ReadLine[];
  readonly connection: Connection;
  /** Lines that were read and are not kept here any more. */
  readonly dropped: number;
}

export const EMPTY_LOG: Log = { lines: [], connection: "connecting", dropped: 0 };

/** More than anybody reads in a window; the download has all of them. */
const KEPT_LINES = 2_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

interface Following {
  readonly signal: AbortSignal;
  readonly onChange: (log: Log) => void;
}

/** Reads a log until the signal aborts. A lost connection is taken up again after the last line that was read. */
export async function followLog(url: string, { signal, onChange }: Following): Promise<Log> {
  let log = EMPTY_LOG;
  let lastEventId: string | null = null;
  let waitMs = FIRST_WAIT_MS;
  const tell = (changes: Partial<Log>) => {
    log = { ...log, ...changes };
    if (!signal.aborted) onChange(log);
  };
  while (!signal.aborted) {
    try {
      for await (const events of readEventStream(url, { lastEventId, signal })) {
        waitMs = FIRST_WAIT_MS;
        lastEventId = events.at(-1)?.id ?? lastEventId;
        tell({ ...appended(log, events.map(lineOf)), connection: "live" });
      }
    } catch (error) {
      if (error instanceof StreamRefused) throw error;
    }
    tell({ connection: "lost" });
    await pause(waitMs, signal);
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
  return { ...log, connection: "ended" };
}

function appended({ lines, dropped }: Log, more: readonly ReadLine[]): Pick<Log, "lines" | "dropped"> {
  const all = [...lines, ...more];
  const kept = all.slice(-KEPT_LINES);
  return { lines: kept, dropped: dropped + all.length - kept.length };
}

const lineOf = ({ id, data }: { id: string; data: string }): ReadLine => {
  const { time, ...line } = JSON.parse(data);
  return { ...DeploymentLogLine.parse({ ...line, time: new Date(time) }), id };
};

/** Returns early when nobody reads any more. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
