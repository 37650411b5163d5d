import type { SkipReason } from "../../contract/scan";

/** The scan cannot go on; what was found until here holds. */
export class ScanStopped extends Error {
  constructor(readonly reason: SkipReason) {
    super(`The scan stopped: ${reason}`);
  }
}

const MIB = 1024 ** 2;
/** What one scan may take. Beyond it a file is "not scanned", whatever else it holds. */
export const LIMITS = {
  bytesRead: 8 * 1024 * MIB,
  bytesInflated: 512 * MIB,
  bytesAtOnce: 64 * MIB,
  steps: 100_000_000,
  entries: 50_000,
  depth: 5,
  cpuSeconds: 120,
  values: 2_000_000,
  findings: 200,
} as const;

const LEAST_INFLATED = 8 * MIB;
const MOST_RATIO = 32;

/** For a file of so many bytes: what is packed hard costs whoever looks at it more than whoever sends it. */
export const limitsFor = (size: number) => ({
  ...LIMITS,
  bytesInflated: Math.min(LIMITS.bytesInflated, LEAST_INFLATED + size * MOST_RATIO),
});

type Spent = "bytesRead" | "bytesInflated" | "steps" | "entries";

const REASONS: Readonly<Record<Spent, SkipReason>> = {
  bytesRead: "too_large",
  bytesInflated: "too_large",
  steps: "took_too_long",
  entries: "too_many_entries",
};
const CLOCK_EVERY = 65_536;

export interface Budget {
  /** Throws `ScanStopped` when there is no more of it. */
  spend(what: Spent, amount: number): void;
}

export function createBudget(limits: Readonly<Record<Spent | "cpuSeconds", number>> = LIMITS): Budget {
  const left: Record<Spent, number> = { ...limits };
  const before = process.cpuUsage();
  let untilClock = CLOCK_EVERY;
  return {
    spend(what, amount) {
      left[what] -= amount;
      if (left[what] < 0) throw new ScanStopped(REASONS[what]);
      untilClock -= 1;
      if (untilClock > 0) return;
      untilClock = CLOCK_EVERY;
      const { user, system } = process.cpuUsage(before);
      if ((user + system) / 1e6 > limits.cpuSeconds) throw new ScanStopped("took_too_long");
    },
  };
}
