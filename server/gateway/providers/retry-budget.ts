const SECONDS = 10;
const SECOND_MS = 1_000;
/** Of the calls in the window, so many may be tries of calls that failed before. */
const SHARE = 0.2;
/** Few calls may always be tried again. */
const ALWAYS = 10;

interface Second {
  at: number;
  calls: number;
  retries: number;
}

/**
 * Keeps a process from turning an outage into a storm: over all calls of the last ten seconds at most a fifth are tries
 * that follow a failed one, with the same provider or with the next model that was named.
 */
export interface RetryBudget {
  /** Counts the first try of a call. */
  readonly called: (at: Date) => void;
  /** Takes another try from the budget; `false`: there is none. */
  readonly take: (at: Date) => boolean;
  /** How often it was asked since it was made. */
  readonly counts: () => { readonly made: number; readonly refused: number };
}

export function createRetryBudget(): RetryBudget {
  const counts = { made: 0, refused: 0 };
  const seconds: Second[] = Array.from({ length: SECONDS }, () => ({ at: -1, calls: 0, retries: 0 }));

  function secondAt(now: number): Second {
    const second = seconds[now % SECONDS];
    if (!second) throw new Error("the window has a place for every second");
    if (second.at !== now) Object.assign(second, { at: now, calls: 0, retries: 0 });
    return second;
  }

  return {
    called(at) {
      secondAt(Math.floor(at.getTime() / SECOND_MS)).calls += 1;
    },
    take(at) {
      const now = Math.floor(at.getTime() / SECOND_MS);
      const second = secondAt(now);
      const recent = seconds.filter((one) => one.at > now - SECONDS && one.at <= now);
      const calls = recent.reduce((sum, one) => sum + one.calls, 0);
      const retries = recent.reduce((sum, one) => sum + one.retries, 0);
      const isLeft = retries + 1 <= Math.max(ALWAYS, SHARE * calls);
      if (isLeft) second.retries += 1;
      counts[isLeft ? "made" : "refused"] += 1;
      return isLeft;
    },
    counts: () => counts,
  };
}
