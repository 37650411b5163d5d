import type { Reservation, TokenPrice, Tokens, UsageEvent } from "@/server/billing";
import type { UsageBasis } from "@/server/billing/contract";
import type { Admission } from "./admit";
import type { CallOutcome, Endpoint } from "./contract";

/** What is known of a call once it runs. */
export interface AdmittedCall {
  readonly id: string;
  readonly startedAt: Date;
  readonly ownerId: string;
  readonly keyId: string | null;
  readonly userId: string;
  /** The payer's resource group in which the model lies; absent in a journal of an earlier version. */
  readonly groupId?: string | null | undefined;
  readonly model: string;
  readonly repoId: string;
  readonly deploymentId: string;
  readonly endpoint: Endpoint;
  readonly isStream: boolean;
  readonly price: TokenPrice;
  /** Absent in a journal of an earlier version. */
  readonly reservation?: Reservation | undefined;
}

/** How a call ended. */
export interface Ending {
  /** Tokens that the runtime counted; `null` when it produced nothing. */
  readonly tokens: Tokens | null;
  readonly basis: UsageBasis;
  readonly outcome: CallOutcome;
  /** HTTP status that the client read, or would have read. */
  readonly status: number;
  readonly latencyMs: number;
  /** Time to the first token. */
  readonly ttftMs: number | null;
  /** From its admission until it was sent to who serves it; absent where nobody measured it. */
  readonly queueMs?: number | undefined;
  /** Why the model stopped; absent where it did not say. */
  readonly finishReason?: string | undefined;
}

/** What is known of a call once it is over. */
export interface Settlement {
  /** `null` when nothing was produced: nothing is charged then. */
  readonly usage: UsageEvent | null;
  readonly request: Pick<
    AdmittedCall,
    "id" | "startedAt" | "ownerId" | "keyId" | "userId" | "groupId" | "model" | "deploymentId" | "endpoint" | "isStream"
  > &
    Pick<Ending, "outcome" | "status" | "latencyMs" | "ttftMs" | "queueMs" | "finishReason">;
}

export function callOf(admission: Admission): AdmittedCall {
  const { id, startedAt, caller, groupId, served, price, endpoint, isStream } = admission;
  const { reservation } = admission.reserved;
  const { payerId: ownerId, keyId, userId } = caller;
  const { model, repoId, id: deploymentId } = served;
  const payer = { ownerId, keyId, userId, groupId };
  return { id, startedAt, ...payer, model, repoId, deploymentId, endpoint, isStream, price, reservation };
}

export function settlementOf(call: AdmittedCall, { tokens, basis, ...ending }: Ending): Settlement {
  const { id, startedAt, repoId, price, reservation, ...facts } = call;
  const { ownerId, keyId, model } = facts;
  const measured = { id, occurredAt: startedAt, ownerId, keyId, model, repoId, price, basis, reservation };
  const usage = tokens && { ...measured, ...tokens };
  return { usage, request: { id, startedAt, ...facts, ...ending } };
}
