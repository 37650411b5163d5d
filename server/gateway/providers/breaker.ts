/** So many failures in a row, and a provider is left alone for a while. */
const MAX_FAILURES = 5;
const PAUSE_MS = 30_000;

/** What this process remembers of providers that fail. */
export interface Breaker {
  /** Whether a provider is asked. While it is left alone, one call in half a minute looks whether it is back. */
  readonly mayAsk: (providerId: string, at: Date) => boolean;
  readonly failed: (providerId: string, at: Date) => void;
  readonly worked: (providerId: string) => void;
  /** How many are left alone. */
  readonly paused: () => number;
}

export function createBreaker(): Breaker {
  const failing = new Map<string, { failures: number; until: number }>();
  return {
    mayAsk(providerId, at) {
      const state = failing.get(providerId);
      if (!state || state.failures < MAX_FAILURES) return true;
      if (at.getTime() < state.until) return false;
      state.until = at.getTime() + PAUSE_MS;
      return true;
    },
    failed(providerId, at) {
      const failures = (failing.get(providerId)?.failures ?? 0) + 1;
      failing.set(providerId, { failures, until: at.getTime() + PAUSE_MS });
    },
    worked: (providerId) => void failing.delete(providerId),
    paused: () => [...failing.values()].filter(({ failures }) => failures >= MAX_FAILURES).length,
  };
}
