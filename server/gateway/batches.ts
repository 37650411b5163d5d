import type { Ctx } from "@/server/kernel";
import { isRefusal } from "./is-refusal";

/** The fate of something that was handed in. */
export interface Fate {
  /** Resolves after the first try, whether it went well or not; at once while the database is known to be away. */
  readonly attempted: Promise<void>;
  /** Resolves when it is committed; never rejects. */
  readonly written: Promise<void>;
}

interface Waiting<T> {
  readonly ctx: Ctx;
  readonly item: T;
  readonly attempted: () => void;
  readonly written: () => void;
  readonly since: number;
  tries: number;
}

interface Config<T> {
  /** All of them or none. Must be harmless when repeated: a commit whose answer got lost is tried again. */
  readonly write: (ctx: Ctx, items: readonly T[]) => Promise<void>;
  /** What the log says of an item that could not be written. */
  readonly factsOf: (item: T) => object;
  readonly firstRetryMs: number;
  /** A batch begins so long after the one before; the first after a pause, and a full one, at once. */
  readonly lingerMs?: number;
}

type Timer = ReturnType<typeof setTimeout>;

const MAX_BATCH = 500;
/** For an item that the database refuses, and for everything while it is away. */
const MAX_RETRY_MS = { refused: 30_000, away: 5_000 } as const;

/**
 * Group commit: while one batch is being written, everything else that arrives waits for the next one, so that many
 * calls share a transaction. What the database refuses is tried alone, and then again and again, later each time; while
 * the database itself does not answer, all of them wait in their order.
 */
export class Batches<T> {
  readonly #config: Config<T>;
  readonly #queue: Waiting<T>[] = [];
  readonly #refused = new Map<Waiting<T>, Timer>();
  /** Set while the database is away. */
  #pause: Timer | null = null;
  #failures = 0;
  #drained: Promise<void> | null = null;
  /** Ends the wait for others; set while a batch waits. */
  #hurry: (() => void) | null = null;
  #unwritten = 0;
  #begunAt = Number.NEGATIVE_INFINITY;

  constructor(config: Config<T>) {
    this.#config = config;
  }

  add(ctx: Ctx, item: T): Fate {
    this.#unwritten += 1;
    const attempt = Promise.withResolvers<void>();
    const commit = Promise.withResolvers<void>();
    this.#enqueue({
      ctx,
      item,
      attempted: attempt.resolve,
      written: commit.resolve,
      since: performance.now(),
      tries: 0,
    });
    return { attempted: attempt.promise, written: commit.promise };
  }

  /** How many were handed in and are not committed yet. */
  unwritten(): number {
    return this.#unwritten;
  }

  /** Age of the oldest that is not committed yet; 0 when everything is. */
  lagMs(): number {
    const [first] = this.#queue;
    const waiting = [...this.#refused.keys(), ...(first ? [first] : [])].map(({ since }) => since);
    return waiting.length > 0 ? performance.now() - Math.min(...waiting) : 0;
  }

  /** Tries everything that waits once more, now. Returns what could not be written even so. */
  async flush(): Promise<readonly T[]> {
    for (const one of [...this.#refused.keys()]) this.#enqueue(one);
    this.#goOn();
    this.#hurry?.();
    await this.#drained;
    return [...this.#queue, ...this.#refused.keys()].map(({ item }) => item);
  }

  #enqueue(one: Waiting<T>): void {
    clearTimeout(this.#refused.get(one));
    this.#refused.delete(one);
    this.#queue.push(one);
    if (this.#pause) one.attempted();
    else this.#drained ??= this.#drain();
    if (this.#queue.length >= MAX_BATCH) this.#hurry?.();
  }

  #goOn(): void {
    if (this.#pause) clearTimeout(this.#pause);
    this.#pause = null;
    this.#drained ??= this.#drain();
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0 && !this.#pause) {
      await this.#gather();
      try {
        await this.#writeHead(this.#queue.slice(0, MAX_BATCH));
      } catch (error) {
        this.#waitForDatabase(error);
      }
    }
    this.#drained = null;
  }

  /** Lets others come to the first of the queue, while one batch follows the other. */
  async #gather(): Promise<void> {
    const waitMs = this.#begunAt + (this.#config.lingerMs ?? 0) - performance.now();
    if (waitMs > 0 && this.#queue.length < MAX_BATCH) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        this.#hurry = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#hurry = null;
    }
    this.#begunAt = performance.now();
  }

  /** Writes the first of the queue. Throws when the database is away; what it refuses is put aside. */
  async #writeHead(batch: readonly Waiting<T>[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    try {
      const items = batch.map(({ item }) => item);
      await this.#config.write(first.ctx, items);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (batch.length === 1) this.#putAside(first, error);
      else for (const one of batch) await this.#writeHead([one]);
      return;
    }
    this.#failures = 0;
    this.#unwritten -= batch.length;
    this.#queue.splice(0, batch.length);
    for (const { attempted, written } of batch) {
      written();
      attempted();
    }
  }

  #putAside(one: Waiting<T>, error: unknown): void {
    this.#queue.shift();
    const retryMs = this.#retryIn(one.tries++, MAX_RETRY_MS.refused);
    const facts = { err: error, retryMs, ...this.#config.factsOf(one.item) };
    one.ctx.log.error(facts, "Could not be written; it is tried again");
    this.#refused.set(one, setTimeout(() => this.#enqueue(one), retryMs).unref());
    one.attempted();
  }

  #waitForDatabase(err: unknown): void {
    const retryMs = this.#retryIn(this.#failures++, MAX_RETRY_MS.away);
    const facts = { err, retryMs, waiting: this.#unwritten };
    this.#queue[0]?.ctx.log.error(facts, "The database takes no charges; they wait");
    this.#pause = setTimeout(() => this.#goOn(), retryMs).unref();
    for (const { attempted } of this.#queue) attempted();
  }

  #retryIn(tries: number, longest: number): number {
    return Math.min(longest, this.#config.firstRetryMs * 2 ** Math.min(tries, 20));
  }
}
