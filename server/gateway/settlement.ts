import type { UsageEvent } from "@/server/billing";
import type { CallOutcome, Endpoint } from "./contract";

/** What is known of a call once it is over. */
export interface Settlement {
  /** `null` when nothing was produced: nothing is charged then. */
  readonly usage: UsageEvent | null;
  /** First moment of the month in which the call was admitted: its key pays from that month. */
  readonly periodStart: Date;
  readonly request: {
    readonly id: string;
    readonly startedAt: Date;
    readonly ownerId: string;
    readonly keyId: string | null;
    readonly userId: string;
    readonly model: string;
    readonly deploymentId: string;
    readonly endpoint: Endpoint;
    readonly isStream: boolean;
    readonly outcome: CallOutcome;
    readonly status: number;
    readonly latencyMs: number;
    readonly ttftMs: number | null;
  };
}
