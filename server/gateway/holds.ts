export interface Hold {
  /** What others hold who came before; what was written in the meantime is no longer in it. */
  readonly before: () => bigint;
  /** Holds another amount: what a call costs, once that is known. */
  readonly narrow: (amount: bigint) => void;
  /** Gives it back; twice is harmless. */
  readonly release: () => void;
}

/**
 * Money that calls cost or may still cost and that is not yet written, by whom it would be taken from. It lives in this
 * process only: what was really spent is in the database.
 */
export function createHolds() {
  const held = new Map<string, Set<{ amount: bigint }>>();

  return {
    /**
     * Holds an amount. Ask `before` first and read the spent sum after it: a call that is written in between is then
     * counted twice for a moment, and never not at all.
     */
    hold(scope: string, amount: bigint): Hold {
      const own = { amount };
      const all = held.get(scope) ?? new Set();
      held.set(scope, all.add(own));
      return {
        before() {
          let sum = 0n;
          for (const one of all) {
            if (one === own) break;
            sum += one.amount;
          }
          return sum;
        },
        narrow(exact) {
          own.amount = exact;
        },
        release() {
          all.delete(own);
          if (all.size === 0 && held.get(scope) === all) held.delete(scope);
        },
      };
    },
  };
}
export type Holds = ReturnType<typeof createHolds>;
