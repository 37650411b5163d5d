import { readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { readFrames } from "./frame";
import { type Header, parseHeader } from "./header";

const NAME = /^(\d{10})\.(log|done)$/;

/** A file of the journal: it still holds calls that are not in the database (`log`), or none (`done`). */
export interface SegmentFile {
  readonly number: number;
  readonly isDone: boolean;
  readonly path: string;
  readonly bytes: number;
}

export const segmentPath = (folder: string, number: number, isDone = false) =>
  join(folder, `${String(number).padStart(10, "0")}.${isDone ? "done" : "log"}`);

/** The oldest first. */
export function listSegments(folder: string): SegmentFile[] {
  const files = readdirSync(folder).flatMap((name) => {
    const [, number, kind] = NAME.exec(name) ?? [];
    const path = join(folder, name);
    return number ? [{ number: Number(number), isDone: kind === "done", path, bytes: statSync(path).size }] : [];
  });
  return files.sort((a, b) => a.number - b.number);
}

interface Contents {
  /** `null` for a file whose beginning never came to the disk. */
  readonly header: Header | null;
  readonly entries: readonly string[];
  readonly gaps: number;
  readonly tornBytes: number;
}

export function readSegment(path: string): Contents {
  const { texts, ...rest } = readFrames(readFileSync(path));
  const header = parseHeader(texts[0]);
  return { header, entries: header ? texts.slice(1) : texts, ...rest };
}

/** Everything in it is in the database; from now on its age counts. */
export function markDone(folder: string, number: number, now: Date): void {
  const path = segmentPath(folder, number);
  utimesSync(path, now, now);
  renameSync(path, segmentPath(folder, number, true));
}

/** Deletes what was done before a moment. */
export function deleteDoneBefore(folder: string, moment: Date): void {
  for (const { isDone, path } of listSegments(folder)) {
    if (isDone && statSync(path).mtime < moment) rmSync(path);
  }
}
