import { closeLease, grantLease, openLease, returnLease, type ScopeRow } from "@/server/billing";
import type { Ctx } from "@/server/kernel";

/** So many calls of the same size are asked for at once. */
const CALLS_A_GRANT = 256n;
/** More is asked for before fewer than so many calls of the same size fit. */
const CALLS_LEFT = 16n;
/** More than any limit, and not too much for the arithmetic of the database. */
export const MOST = 2n ** 61n;

interface Place {
  readonly scope: ScopeRow;
  /** The process that holds it. */
  readonly node: string;
  /** How many processes take from budgets. */
  readonly nodes: () => number;
  readonly now: () => number;
}

/** How a refill went: what it needed at least, and whether the budget has not so much left. */
export interface Refill {
  readonly need: bigint;
  readonly isRefused: boolean;
}

/** What a process may spend of a lease, and what its calls hold of it. */
function createMemory(now: () => number) {
  let [free, held] = [0n, 0n];
  let unwritten = 0;
  let usedAt = now();
  return {
    isHeld: () => held > 0n || unwritten > 0,
    idleMs: () => now() - usedAt,
    /** What an amount needs beyond what is there. */
    missing: (amount: bigint) => (amount > free ? amount - free : 0n),
    add(amount: bigint) {
      free += amount;
    },
    /** Reserves an amount if it is there. */
    take(amount: bigint): boolean {
      if (free < amount) return false;
      free -= amount;
      held += amount;
      usedAt = now();
      return true;
    },
    /** Gives up what was reserved; what was charged of it is spent, and owed to the database until it is written. */
    release(amount: bigint, { charged, written }: Released): void {
      held -= amount;
      free += amount - (charged < amount ? charged : amount);
      if (!written) return;
      unwritten += 1;
      void written.then(() => {
        unwritten -= 1;
      });
    },
    /** Takes out what no call holds. */
    empty(): bigint {
      const amount = free;
      free = 0n;
      return amount;
    },
  };
}

export interface Released {
  /** Nano-units that the call cost. */
  readonly charged: bigint;
  /** Resolves when the database has them. */
  readonly written?: Promise<unknown>;
}

/**
 * The part of one scope that this process may spend from memory. Where the database does not say whether it granted or
 * took back, the amount counts as gone, so that nothing is spent twice; it comes back when the lease is closed.
 */
export function createLease(ctx: Ctx, { scope, node, nodes, now }: Place) {
  const id = ctx.id();
  const memory = createMemory(now);
  let opening: Promise<void> | null = null;
  let running: Promise<Refill> | null = null;
  let [isOpened, isOver] = [false, false];

  async function open(ctx: Ctx): Promise<void> {
    try {
      await openLease(ctx.db, { id, scopeId: scope.id, node });
      isOpened = true;
    } catch (error) {
      isOver = true;
      throw error;
    }
  }

  async function ask(ctx: Ctx, need: bigint, size: bigint): Promise<Refill> {
    opening ??= open(ctx);
    await opening;
    const want = size * CALLS_A_GRANT;
    const wanted = { leaseId: id, need, want: want < MOST ? want : MOST, divisor: 2 * nodes() };
    const amount = await grantLease(ctx.db, wanted);
    if (amount < 0n) isOver = true;
    else memory.add(amount);
    return { need, isRefused: amount === 0n };
  }

  return {
    id,
    scope,
    /** Nothing is taken from it any more. */
    isOver: () => isOver,
    end() {
      isOver = true;
    },
    /** Whether the database has it. */
    isOpened: () => isOpened && !isOver,
    isUsed: () => memory.isHeld() || running !== null,

    ...memory,
    take: (amount: bigint) => !isOver && memory.take(amount),
    isLow: (size: bigint) => !isOver && running === null && memory.missing(size * CALLS_LEFT) > 0n,

    /** Gets more for calls of a size, for everybody who waits at the same time. Rejects when the database is gone. */
    refill(ctx: Ctx, size: bigint): Promise<Refill> {
      const missing = memory.missing(size);
      running ??= ask(ctx, missing > 0n ? missing : 1n, size).finally(() => {
        running = null;
      });
      return running;
    },

    /** Gives back what no call holds, also of what is on its way. */
    async giveBack(ctx: Ctx): Promise<void> {
      await running?.catch(() => {});
      const amount = memory.empty();
      if (isOver || amount === 0n) return;
      const returned = await returnLease(ctx.db, id, amount);
      if (returned < 0n) isOver = true;
    },

    /** Ends it in the database as well: whatever is not settled goes back. */
    async close(ctx: Ctx): Promise<void> {
      isOver = true;
      memory.empty();
      if (opening === null) return;
      await running?.catch(() => {});
      await closeLease(ctx.db, id);
    },
  };
}
export type Lease = ReturnType<typeof createLease>;
