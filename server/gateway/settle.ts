import type { Tokens } from "@/server/billing";
import type { UsageBasis } from "@/server/billing/contract";
import type { Ctx } from "@/server/kernel";
import type { Admission } from "./admit";
import type { CallOutcome } from "./contract";

interface Ending {
  /** Tokens that the runtime counted; `null` when it produced nothing. */
  readonly tokens: Tokens | null;
  readonly basis: UsageBasis;
  readonly outcome: CallOutcome;
  /** HTTP status that the client read, or would have read. */
  readonly status: number;
  readonly latencyMs: number;
  /** Time to the first token. */
  readonly ttftMs: number | null;
}

/** Charges a call and releases what it held. Resolves once that is committed. */
export async function settle(ctx: Ctx<"traffic">, admission: Admission, ending: Ending): Promise<void> {
  const { id, startedAt, periodStart, caller, deployment, price, endpoint, isStream } = admission;
  const { tokens, basis, outcome, status, latencyMs, ttftMs } = ending;
  const { payerId: ownerId, keyId, userId } = caller;
  const { model, repoId } = deployment;
  const usage = tokens && { id, occurredAt: startedAt, ownerId, keyId, model, repoId, ...tokens, price, basis };
  const request = { id, startedAt, ownerId, keyId, userId, model, deploymentId: deployment.id, endpoint, isStream };
  try {
    await ctx.live.traffic.settle(ctx, {
      usage,
      periodStart,
      request: { ...request, outcome, status, latencyMs, ttftMs },
    });
  } finally {
    admission.release();
  }
}
