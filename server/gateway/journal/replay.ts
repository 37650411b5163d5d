import { existsSync } from "node:fs";
import { type AdmittedCall, type Settlement, settlementOf } from "../settlement";
import { decodeEntry, type Produced } from "./entry";
import { readSegment, type SegmentFile } from "./segments";

/** What the client of a call that went down with its gateway read at most. */
const LOST_STATUS = 502;

interface Running {
  readonly call: AdmittedCall;
  readonly produced: Produced | null;
}

export interface Survey {
  /** Calls that the database may not have, and the file in which each begins; the oldest first. */
  readonly waiting: ReadonlyMap<string, number>;
  /** Those of them that did not come to an end. */
  readonly lost: readonly Running[];
}

interface Wanted {
  readonly files: readonly SegmentFile[];
  /** Also what the database said it has: it may have lost it since. */
  readonly all: boolean;
}

/** Which calls have to be settled (again). */
export function surveyOf({ files, all }: Wanted): Survey {
  const waiting = new Map<string, number>();
  const running = new Map<string, Running>();
  const note = (id: string, number: number) => waiting.has(id) || waiting.set(id, number);
  const forget = (ids: readonly string[]) => {
    for (const id of ids) {
      waiting.delete(id);
      running.delete(id);
    }
  };
  for (const { number, path } of files) {
    for (const text of readSegment(path).entries) {
      const entry = decodeEntry(text);
      switch (entry.kind) {
        case "admit":
          note(entry.call.id, number);
          running.set(entry.call.id, { call: entry.call, produced: null });
          break;
        case "progress":
          advance(running, entry.id, entry.produced);
          break;
        case "settle":
          note(entry.settlement.request.id, number);
          running.delete(entry.settlement.request.id);
          break;
        case "written":
          if (!all) forget(entry.ids);
          break;
      }
    }
  }
  return { waiting, lost: [...running.values()] };
}

function advance(running: Map<string, Running>, id: string, produced: Produced): void {
  const known = running.get(id);
  if (known) running.set(id, { ...known, produced });
}

/** Each waiting call once, as it was settled; those without an end by what they had produced (`suspense`). */
export function* settlementsIn(files: readonly SegmentFile[], { waiting, lost }: Survey): Generator<Settlement> {
  const left = new Set(waiting.keys());
  for (const { path } of files) {
    if (!existsSync(path)) continue; // nothing in it waits any more: meanwhile it was marked as done
    for (const text of readSegment(path).entries) {
      const entry = decodeEntry(text);
      if (entry.kind === "settle" && left.delete(entry.settlement.request.id)) yield entry.settlement;
    }
  }
  for (const { call, produced } of lost) yield inSuspense(call, produced);
}

const inSuspense = (call: AdmittedCall, produced: Produced | null): Settlement =>
  settlementOf(call, {
    tokens: produced?.tokens ?? null,
    basis: "suspense",
    outcome: "lost",
    status: LOST_STATUS,
    latencyMs: produced ? produced.at.getTime() - call.startedAt.getTime() : 0,
    ttftMs: produced?.ttftMs ?? null,
  });
