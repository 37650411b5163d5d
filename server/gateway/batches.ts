import type { Ctx } from "@/server/kernel";

interface Waiting<T> {
  readonly item: T;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const MAX_BATCH = 200;

/**
 * Group commit: while one batch is being written, everything else that arrives waits for the next one, so that many
 * calls share a transaction. Resolves when the item is committed; an item that cannot be written fails alone.
 */
export function createBatches<T>(write: (ctx: Ctx, items: readonly T[]) => Promise<void>) {
  const queue: Waiting<T>[] = [];
  let isWriting = false;

  async function writeBatch(ctx: Ctx, batch: readonly Waiting<T>[]): Promise<void> {
    try {
      await write(
        ctx,
        batch.map(({ item }) => item),
      );
      for (const { done } of batch) done();
    } catch (error) {
      if (batch.length === 1) batch[0]?.failed(error);
      else for (const one of batch) await writeBatch(ctx, [one]);
    }
  }

  async function drain(ctx: Ctx): Promise<void> {
    isWriting = true;
    while (queue.length > 0) await writeBatch(ctx, queue.splice(0, MAX_BATCH));
    isWriting = false;
  }

  return (ctx: Ctx, item: T): Promise<void> =>
    new Promise((done, failed) => {
      queue.push({ item, done, failed });
      if (!isWriting) void drain(ctx);
    });
}
