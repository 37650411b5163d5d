import type { Ctx } from "@/server/kernel";

/** The fate of something that was handed in. */
export interface Fate {
  /** Resolves after the first try, whether it went well or not. */
  readonly attempted: Promise<void>;
  /** Resolves when it is committed; never rejects. */
  readonly written: Promise<void>;
}

interface Waiting<T> {
  readonly ctx: Ctx;
  readonly item: T;
  readonly attempted: () => void;
  readonly written: () => void;
  tries: number;
}

interface Config<T> {
  /** All of them or none. Must be harmless when repeated: a commit whose answer got lost is tried again. */
  readonly write: (ctx: Ctx, items: readonly T[]) => Promise<void>;
  /** What the log says of an item that could not be written. */
  readonly factsOf: (item: T) => object;
  readonly firstRetryMs: number;
}

const MAX_BATCH = 200;
const MAX_RETRY_MS = 30_000;

/**
 * Group commit: while one batch is being written, everything else that arrives waits for the next one, so that many
 * calls share a transaction. What the database refuses is tried alone, and then again and again, later each time.
 */
export function createBatches<T>({ write, factsOf, firstRetryMs }: Config<T>) {
  let queue: Waiting<T>[] = [];
  const later = new Map<Waiting<T>, ReturnType<typeof setTimeout>>();
  let drained: Promise<void> | null = null;
  let unwritten = 0;

  async function writeBatch(batch: readonly Waiting<T>[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    try {
      await write(
        first.ctx,
        batch.map(({ item }) => item),
      );
      unwritten -= batch.length;
      for (const { attempted, written } of batch) {
        written();
        attempted();
      }
    } catch (error) {
      if (batch.length === 1) putOff(first, error);
      else for (const one of batch) await writeBatch([one]);
    }
  }

  function putOff(one: Waiting<T>, error: unknown): void {
    const retryMs = Math.min(MAX_RETRY_MS, firstRetryMs * 2 ** one.tries++);
    one.ctx.log.error({ err: error, retryMs, ...factsOf(one.item) }, "Could not be written; it is tried again");
    later.set(one, setTimeout(enqueue, retryMs, one).unref());
    one.attempted();
  }

  function enqueue(one: Waiting<T>): void {
    clearTimeout(later.get(one));
    later.delete(one);
    queue.push(one);
    drained ??= drain();
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, MAX_BATCH);
      queue = queue.slice(MAX_BATCH);
      await writeBatch(batch);
    }
    drained = null;
  }

  return {
    add(ctx: Ctx, item: T): Fate {
      unwritten += 1;
      const attempt = Promise.withResolvers<void>();
      const commit = Promise.withResolvers<void>();
      enqueue({ ctx, item, attempted: attempt.resolve, written: commit.resolve, tries: 0 });
      return { attempted: attempt.promise, written: commit.promise };
    },

    /** How many were handed in and are not committed yet. */
    unwritten: () => unwritten,

    /** Tries everything that waits once more, now. Returns what could not be written even so. */
    async flush(): Promise<readonly T[]> {
      for (const one of [...later.keys()]) enqueue(one);
      await drained;
      return [...later.keys()].map(({ item }) => item);
    },
  };
}
