import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { createLatest, type Latest } from "@/server/kept/latest";
import { createTurnstile, DomainError, type Turnstile } from "@/server/kernel";
import type { ContentReason } from "../contract";
import { type ChunkTable, RECORD_BYTES } from "./chunk-table";
import type { Tasks } from "./tasks";

/** What tables that were read lately may take together. */
const TABLES_BYTES = 32 * 1024 ** 2;
/** Counted for a small table, too: at most 4,096 are kept. */
const LEAST_TABLE_BYTES = 8 * 1024;

const weightOfTable = ({ count }: ChunkTable) => Math.max(LEAST_TABLE_BYTES, count * RECORD_BYTES);

interface Config {
  /** Bundle of `threads.worker.ts`. */
  readonly program: string;
  /** Default: one less than the machine has cores. */
  readonly size?: number;
  /** Whether objects that came whole are turned into Xet files. */
  readonly converts?: boolean;
}

type Name = keyof Tasks;
type Input<K extends Name> = Parameters<Tasks[K]>[0];
type Output<K extends Name> = ReturnType<Tasks[K]>;

interface Told {
  readonly output?: unknown;
  readonly refused?: string;
  readonly reason?: string;
  readonly broken?: string;
}

interface Order {
  readonly message: { readonly name: Name; readonly input: unknown };
  readonly give: readonly ArrayBuffer[];
  readonly settle: (told: Told) => void;
}

/** Threads that check, hash and pack what objects are made of, so that no event loop waits for it. */
export interface ObjectThreads {
  /** `give`: buffers of the input that may change hands without a copy. Throws what the task throws. */
  run<K extends Name>(name: K, input: Input<K>, give?: readonly ArrayBuffer[]): Promise<Output<K>>;
  /** Uploads of xorbs that are read at the same time; lanes are people. */
  readonly xorbs: Turnstile;
  /** Shards that have arrived and are held in memory; lanes are people. */
  readonly shards: Turnstile;
  /** Headers of model files, which are held in memory. */
  readonly headers: Turnstile;
  /** Tables of xorbs that were read lately, by hash. */
  readonly tables: Latest<ChunkTable>;
  /** Whether objects that came whole are turned into Xet files. */
  readonly converts: boolean;
  /** Hides chunk hashes in answers to questions for duplicates; another one each day. */
  readonly dedupKey: { day: number; key: Uint8Array };
  close(): Promise<void>;
}

declare module "@/server/kernel/live" {
  interface Live {
    readonly objects: ObjectThreads;
  }
}

const IDLE_MS = 30_000;

/** Threads start when there is something to do and end when there was nothing for half a minute. */
function createWorkers(program: string, size: number) {
  const waiting: Order[] = [];
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const clocks = new Map<Worker, NodeJS.Timeout>();

  const drop = (worker: Worker) => {
    all.delete(worker);
    clearTimeout(clocks.get(worker));
    clocks.delete(worker);
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
  };
  const rest = (worker: Worker) => {
    idle.push(worker);
    const retire = () => {
      drop(worker); // before it ends, so that nobody gives it work meanwhile
      void worker.terminate();
    };
    clocks.set(worker, setTimeout(retire, IDLE_MS).unref());
    next();
  };
  const next = () => {
    const worker = idle.pop() ?? (all.size < size && waiting.length > 0 ? start() : undefined);
    const order = worker && waiting.shift();
    if (worker && !order) idle.push(worker);
    if (!worker || !order) return;
    clearTimeout(clocks.get(worker));
    const end = (told: Told) => {
      worker.removeAllListeners("message").removeAllListeners("error").removeAllListeners("exit");
      worker.on("exit", () => drop(worker));
      order.settle(told);
    };
    worker.removeAllListeners("exit");
    worker.once("message", (told: Told) => {
      end(told);
      rest(worker);
    });
    worker.once("error", (error) => {
      end({ broken: String(error) });
      drop(worker);
      next();
    });
    worker.once("exit", () => {
      end({ broken: "A thread ended in the middle of its work" });
      drop(worker);
      next();
    });
    worker.postMessage(order.message, order.give);
  };
  const start = () => {
    const worker = new Worker(program);
    worker.unref();
    all.add(worker);
    return worker;
  };

  return {
    submit(order: Order) {
      waiting.push(order);
      next();
    },
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

export function createObjectThreads(config: Config): ObjectThreads {
  const { program, size = Math.max(1, availableParallelism() - 1), converts = false } = config;
  const { submit, close } = createWorkers(program, size);
  return {
    run: <K extends Name>(name: K, input: Input<K>, give: readonly ArrayBuffer[] = []) =>
      new Promise<Output<K>>((resolve, reject) => {
        const settle = (told: Told) => {
          if ("output" in told)
            resolve(told.output as Output<K>); // the worker runs the task of that name
          else reject(errorOf(told));
        };
        submit({ message: { name, input }, give, settle });
      }),
    xorbs: createTurnstile({
      places: 24,
      longestLine: 256,
      perLane: { places: 6, longestLine: 128 }, // clients send 64 at once
      refuse: () => busy(),
    }),
    shards: createTurnstile({
      places: 2,
      longestLine: 64,
      perLane: { places: 1, longestLine: 16 },
      refuse: () => busy(),
    }),
    headers: createTurnstile({ places: 4, longestLine: 64, refuse: () => busy("Too many model files are being read") }),
    tables: createLatest({ most: TABLES_BYTES, weightOf: weightOfTable }),
    converts,
    dedupKey: { day: 0, key: new Uint8Array(32) },
    close,
  };
}

function busy(what = "Too many uploads at once"): DomainError {
  const reason: ContentReason = "threads_busy";
  return new DomainError("unavailable", `${what}; try again in a moment`, { reason });
}

function errorOf({ refused, reason, broken }: Told): Error {
  if (refused === undefined) return new Error(`A thread failed: ${broken}`);
  return new DomainError("invalid", refused, { reason: reason as ContentReason }); // our own code threw it there
}
