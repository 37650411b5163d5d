import { close, closeSync, fdatasync, fsync, ftruncate, open, openSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { frame } from "./frame";
import type { Header } from "./header";

export interface Segment {
  readonly bytes: () => number;
  /**
   * Hands the record to the operating system before it returns: it outlives this process. Throws when it is not whole
   * there; the segment is of no use then, and what it already holds can be read.
   */
  readonly append: (record: Buffer) => void;
  /** Resolves when everything that was appended lies on the disk; those who ask at the same time share one wait. */
  readonly synced: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const datasync = promisify(fdatasync);

/** A file that does not grow is on the disk sooner: room for the next records is zeros that lie there already. */
const ROOM = Buffer.alloc(1 << 20);

/** Makes a new file of the journal; throws when there is one of that name. */
export function createSegment(path: string, header: Header, lingerMs: number): Segment {
  const file = openSync(path, "wx", 0o600);
  let bytes = 0;
  let room = 0;
  let group: PromiseWithResolvers<void> | null = null;
  let syncing: Promise<void> | null = null;

  function write(what: Buffer, at: number): void {
    if (writeSync(file, what, 0, what.length, at) !== what.length) throw new Error(`${path}: a record was cut short`);
  }

  function append(record: Buffer): void {
    if (bytes + record.length > room) {
      write(ROOM, room);
      room += ROOM.length;
    }
    write(record, bytes);
    bytes += record.length;
  }

  try {
    append(frame(JSON.stringify(header)));
  } catch (error) {
    closeSync(file);
    rmSync(path);
    throw error;
  }
  const named = syncFolder(dirname(path));
  named.catch(() => {}); // told to whoever waits for a record

  async function syncGroups(): Promise<void> {
    await new Promise((linger) => setTimeout(linger, lingerMs));
    while (group) {
      const { resolve, reject } = group;
      group = null;
      await named.then(() => datasync(file)).then(resolve, reject);
    }
    syncing = null;
  }

  return {
    bytes: () => bytes,
    append,
    synced() {
      group ??= Promise.withResolvers();
      const { promise } = group;
      syncing ??= syncGroups();
      return promise;
    },
    async close() {
      await syncing;
      await promisify(ftruncate)(file, bytes).finally(() => promisify(close)(file));
    },
  };
}

/** A new name is on the disk once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await promisify(open)(path, "r");
  await promisify(fsync)(folder).finally(() => promisify(close)(folder));
}
