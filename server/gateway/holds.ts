/**
 * Money that running calls may still cost, by whom it would be taken from. It lives in this process only: what was
 * really spent is in the database.
 */
export function createHolds() {
  const held = new Map<string, bigint>();

  return {
    /**
     * Holds an amount and returns what others held before. Take the hold first and read the spent sum after it: a call
     * that settles in between is then counted twice for a moment, and never not at all.
     */
    hold(scope: string, amount: bigint): { readonly others: bigint; readonly release: () => void } {
      const others = held.get(scope) ?? 0n;
      held.set(scope, others + amount);
      let isHeld = true;
      const release = () => {
        if (!isHeld) return;
        isHeld = false;
        const rest = (held.get(scope) ?? 0n) - amount;
        if (rest > 0n) held.set(scope, rest);
        else held.delete(scope);
      };
      return { others, release };
    },
  };
}
export type Holds = ReturnType<typeof createHolds>;
