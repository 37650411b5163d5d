import { type Entry, encodeEntry } from "./entry";
import { frame } from "./frame";
import type { Header } from "./header";
import { createSegment, type Segment } from "./segment";
import { markDone, segmentPath } from "./segments";

interface Config {
  readonly folder: string;
  readonly header: Header;
  /** Of the first file that is written. */
  readonly number: number;
  /** Older files with calls that are not in the database, the oldest first. */
  readonly older: readonly { readonly number: number; readonly bytes: number }[];
  readonly segmentBytes: number;
}

export interface Appended {
  /** Of the file that holds it. */
  readonly number: number;
  /** Resolves when it lies on the disk; rejects when that is not certain. */
  readonly synced: () => Promise<void>;
}

const LINGER_MS = 1;

/** The files of a journal that is open: one that grows, and older ones that are still needed. */
export function createLogFiles({ folder, header, number: first, older: left, segmentBytes }: Config) {
  const older = [...left];
  let next = first;
  let active: { readonly number: number; readonly segment: Segment } | null = null;

  function current() {
    if (active && active.segment.bytes() >= segmentBytes) retire(active.segment);
    if (active) return active;
    const number = next++;
    active = { number, segment: createSegment(segmentPath(folder, number), header, LINGER_MS) };
    return active;
  }

  function retire(segment: Segment): void {
    if (active?.segment !== segment) return;
    older.push({ number: active.number, bytes: segment.bytes() });
    active = null;
    void segment.close().catch(() => {}); // nothing is appended any more, and who waits for the disk is told by itself
  }

  return {
    /** The entry outlives this process when it returns. Throws when it does not; the next one begins a new file. */
    append(entry: Entry): Appended {
      const record = frame(encodeEntry(entry));
      const { number, segment } = current();
      try {
        segment.append(record);
      } catch (error) {
        retire(segment);
        throw error;
      }
      // What a failed sync leaves on the disk is unknown, also to the next one: the file is not used again.
      const drop = (error: unknown) => {
        retire(segment);
        throw error;
      };
      return { number, synced: () => segment.synced().catch(drop) };
    },

    /** Nothing before this file is needed any more. */
    release(oldest: number): void {
      for (let file = older[0]; file && file.number < oldest; file = older[0]) {
        markDone(folder, file.number, new Date());
        older.shift();
      }
    },

    /** Of everything that is still needed. */
    bytes: () => older.reduce((sum, { bytes }) => sum + bytes, active?.segment.bytes() ?? 0),

    close: async () => active?.segment.close(),
  };
}
export type LogFiles = ReturnType<typeof createLogFiles>;
