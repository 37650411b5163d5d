import { DomainError } from "@/server/kernel";
import type { AdmittedCall, Settlement } from "../settlement";
import type { Entry, Produced } from "./entry";
import { FORMAT, type Header } from "./header";
import { createLogFiles, type LogFiles } from "./log-files";
import { deleteDoneBefore } from "./segments";

/** When a charge counts as kept: on the disk of this node, in the database, or as soon as it is known (measurements). */
type Durability = "wal" | "db" | "none";

interface Lock {
  readonly leaving: () => void;
  readonly release: () => void;
}

interface Config {
  readonly folder: string;
  readonly durability: Durability;
  /** Takes the folder for this process alone; throws while another one has it. */
  readonly lock: (path: string) => Promise<Lock>;
  /** Of a file; then the next one is begun. */
  readonly segmentBytes?: number;
  /** Of calls that are not in the database; then no more are admitted. */
  readonly maxBytes?: number;
}

interface Start {
  readonly header: Omit<Header, "format">;
  readonly lock: Lock;
  readonly number: number;
  readonly older: Parameters<typeof createLogFiles>[0]["older"];
  /** Calls in the older files that the database may not have, and the file in which each begins; the oldest first. */
  readonly waiting: ReadonlyMap<string, number>;
}

interface Running {
  readonly node: string;
  readonly files: LogFiles;
  readonly lock: Lock;
  readonly cleaning: ReturnType<typeof setInterval>;
}

const SEGMENT_BYTES = 16 << 20;
const MAX_BYTES = 1 << 30;
/** A failed-over database may have lost its last commits: what it took stays here for so long. */
const KEPT_MS = 24 * 3_600_000;
const CLEAN_MS = 3_600_000;

/**
 * The write-ahead log of the gateway: files that are only appended to. A call is noted here before it reaches its
 * runtime, and what it costs before its answer is complete, so that it is charged once, whatever dies. `openJournal`
 * starts it.
 */
export class Journal {
  readonly folder: string;
  readonly durability: Durability;
  readonly lock: Config["lock"];
  readonly #segmentBytes: number;
  readonly #maxBytes: number;
  /** Calls that the database does not have yet, in the order of admission, and the file in which each begins. */
  readonly #open = new Map<string, number>();
  #running: Running | null = null;

  constructor({ folder, durability, lock, segmentBytes = SEGMENT_BYTES, maxBytes = MAX_BYTES }: Config) {
    this.folder = folder;
    this.durability = durability;
    this.lock = lock;
    this.#segmentBytes = segmentBytes;
    this.#maxBytes = maxBytes;
  }

  /** For `openJournal`: from here on calls can be noted. */
  start({ header, lock, waiting, ...rest }: Start): void {
    const facts = { folder: this.folder, segmentBytes: this.#segmentBytes };
    const files = createLogFiles({ ...facts, ...rest, header: { ...header, format: FORMAT } });
    for (const [id, number] of waiting) this.#open.set(id, number);
    this.#running = { node: header.node, files, lock, cleaning: setInterval(() => this.clean(), CLEAN_MS).unref() };
    this.#release();
  }

  /**
   * Before a call reaches its runtime. Throws `unavailable` (`journal_full`) when too much waits for the database already,
   * and anything else when the disk does not take it.
   */
  admit(call: AdmittedCall): void {
    if (this.durability !== "wal") return;
    if (this.isFull()) {
      throw new DomainError("unavailable", "Charges wait for the database; until it has them no call is taken", {
        reason: "journal_full",
      });
    }
    this.#open.set(call.id, this.#append({ kind: "admit", call }).number);
  }

  /** What a running call has produced so far: its bill, should this process die. */
  progress(id: string, produced: Produced): void {
    if (this.durability === "wal") this.#append({ kind: "progress", id, produced });
  }

  /** Resolves when the charge lies on the disk; rejects when that is not certain. */
  async settle(settlement: Settlement): Promise<void> {
    const { number, synced } = this.#append({ kind: "settle", settlement });
    const { id } = settlement.request;
    if (!this.#open.has(id)) this.#open.set(id, number);
    await synced();
  }

  /** The database has these calls: files that hold no others are done. */
  written(ids: readonly string[]): void {
    for (const id of ids) this.#open.delete(id);
    if (!this.#running) return;
    try {
      if (this.durability === "wal") this.#append({ kind: "written", ids });
      this.#release();
    } catch {
      // A disk that does not take it: they are settled once more after a restart, which changes nothing.
    }
  }

  /** The name of this process's folder; `null` while the journal is not open. */
  node(): string | null {
    return this.#running?.node ?? null;
  }

  /** Of files with calls that are not in the database. */
  bytes(): number {
    return this.#running?.files.bytes() ?? 0;
  }

  isFull(): boolean {
    return this.bytes() >= this.#maxBytes;
  }

  /** Deletes what has been done for a day. */
  clean(): void {
    deleteDoneBefore(this.folder, new Date(Date.now() - KEPT_MS));
  }

  /** A successor may wait for the folder from now on. */
  leave(): void {
    this.#running?.lock.leaving();
  }

  async close(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    if (!running) return;
    clearInterval(running.cleaning);
    await running.files.close();
    running.lock.release();
  }

  #append(entry: Entry) {
    if (!this.#running) throw new Error("The journal is not open");
    return this.#running.files.append(entry);
  }

  /** Calls begin in order: files before that of the oldest open call hold nothing that is still needed. */
  #release(): void {
    const [oldest = Number.POSITIVE_INFINITY] = this.#open.values();
    this.#running?.files.release(oldest);
  }
}

/** One for each process; only that which serves `/v1` opens it. */
export const createJournal = (config: Config) => new Journal(config);
