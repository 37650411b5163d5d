import { costOfTokens, type Tokens } from "@/server/billing";
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

/** As many charges may be on their way at once; who comes then waits for the commit of his own. */
const MAX_UNWRITTEN = 500;

/**
 * Charges a call. Its cost is known and held at once; it is written together with those of other calls, again and again
 * until the database takes it, and whoever asks this process for usage waits for it. So nobody waits for a commit to
 * read an answer, unless the database falls behind.
 */
export async function settle(ctx: Ctx<"traffic" | "dueCharges">, admission: Admission, ending: Ending): Promise<void> {
  const { id, startedAt, periodStart, caller, deployment, price, endpoint, isStream } = admission;
  const { tokens, basis, outcome, status, latencyMs, ttftMs } = ending;
  const { payerId: ownerId, keyId, userId } = caller;
  const { model, repoId } = deployment;
  const usage = tokens && { id, occurredAt: startedAt, ownerId, keyId, model, repoId, ...tokens, price, basis };
  const request = { id, startedAt, ownerId, keyId, userId, model, deploymentId: deployment.id, endpoint, isStream };

  admission.leave();
  for (const hold of admission.holds) hold.narrow(tokens ? costOfTokens(tokens, price) : 0n);
  const { settlements } = ctx.live.traffic;
  const { attempted, written } = settlements.add(ctx, {
    usage,
    periodStart,
    request: { ...request, outcome, status, latencyMs, ttftMs },
  });
  void written.then(() => {
    for (const hold of admission.holds) hold.release();
  });
  ctx.live.dueCharges.track(ownerId, attempted);
  if (settlements.unwritten() > MAX_UNWRITTEN) await attempted;
}
