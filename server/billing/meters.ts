import type { Meter } from "./contract";

interface MeterFacts {
  /** For people: what a price of this meter buys. */
  readonly per: string;
  /** How many counted units a price buys. */
  readonly quantity: bigint;
  /** What the first start writes, in major units. */
  readonly startPrice: string;
  /** The instance type that the first price is for; empty where it holds for everything. */
  readonly startTarget: string;
}

/** Everything that is counted and has a price. */
export const METER_FACTS: Readonly<Record<Meter, MeterFacts>> = {
  "llm.input": { per: "1,000,000 tokens", quantity: 1_000_000n, startPrice: "0.10", startTarget: "" },
  "llm.output": { per: "1,000,000 tokens", quantity: 1_000_000n, startPrice: "0.40", startTarget: "" },
  "compute.time": { per: "replica-hour", quantity: 60n, startPrice: "0.06", startTarget: "local-cpu" },
};
