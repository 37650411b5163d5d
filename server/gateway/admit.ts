import { costOfTokens, creditLimitOf, monthOf, owedBy, type TokenPrice, tokenPriceOf } from "@/server/billing";
import { INSUFFICIENT_QUOTA } from "@/server/billing/contract";
import { type Ctx, DomainError, formatMoney } from "@/server/kernel";
import { type Callable, chooseDeployment, type Directory } from "./callable";
import type { Caller } from "./caller";
import type { Endpoint } from "./contract";
import type { Hold } from "./holds";
import { noteAdmission } from "./journal/note-admission";
import { spentOf } from "./store/keys";

interface Call {
  /** As the client named it. */
  readonly model: string;
  readonly endpoint: Endpoint;
  readonly isStream: boolean;
  /** The most it may use: an upper bound for input, the asked or usual length for output. */
  readonly bound: { readonly inputTokens: number; readonly outputTokens: number };
}

/** A call that may run, until `settle` ends it. */
export interface Admission {
  readonly id: string;
  readonly startedAt: Date;
  readonly periodStart: Date;
  readonly caller: Caller;
  readonly endpoint: Endpoint;
  readonly isStream: boolean;
  readonly deployment: Callable;
  readonly address: string;
  readonly price: TokenPrice;
  /** What it may cost, held against limits until it is charged. */
  readonly holds: readonly Hold[];
  /** Counts the call out of its deployment; twice is harmless. */
  readonly leave: () => void;
}

/**
 * Finds the deployment for a call and makes sure that its payer still has money. Throws `not_found`
 * (`model_not_found`), `unavailable` (`deployment_not_running`, `no_price`), or `quota_exceeded`: `insufficient_quota`
 * when a limit is used up, `budget_reserved` when calls that still run may use the rest; or what `noteAdmission` throws.
 *
 * A limit counts as used up once it is reached: the call that reaches it is served whole. Calls that run at the same
 * time count with their bounds, so at most one of them goes beyond the limit.
 */
export async function admit(
  ctx: Ctx<"traffic" | "dueCharges">,
  directory: Directory,
  { caller, call }: { readonly caller: Caller; readonly call: Call },
): Promise<Admission> {
  const startedAt = ctx.now();
  const periodStart = monthOf(startedAt).start;
  const { load, enter } = ctx.live.traffic;
  const all = await directory(ctx, caller);
  const deployment = chooseDeployment(all, { wanted: call.model, caller, load });
  const { repoId } = deployment;
  const price = await ctx.live.traffic.recent.prices(repoId, () => tokenPriceOf(ctx, repoId, startedAt));
  const holds = await reserve(ctx, { caller, periodStart, amount: costOfTokens(call.bound, price) });

  const leave = enter(deployment.id);
  const { addresses } = deployment;
  return noteAdmission(ctx, {
    id: ctx.id(),
    ...{ startedAt, periodStart, caller, deployment, price, holds, leave },
    ...{ endpoint: call.endpoint, isStream: call.isStream },
    address: String(addresses[load(deployment.id) % addresses.length]),
  });
}

interface Wanted {
  readonly caller: Caller;
  readonly periodStart: Date;
  readonly amount: bigint;
}

/** Holds the amount against the key's budget and the payer's limit, or throws and holds nothing. */
async function reserve(ctx: Ctx<"traffic" | "dueCharges">, wanted: Wanted): Promise<readonly Hold[]> {
  const { caller, periodStart } = wanted;
  const { keyId, payerId, monthlyLimit } = caller;
  const { recent, holds } = ctx.live.traffic;
  const creditLimit = await recent.limits(payerId, () => creditLimitOf(ctx, payerId));
  const held: Hold[] = [];
  const hold = (scope: string) => {
    const one = holds.hold(scope, wanted.amount);
    held.push(one);
    return one;
  };
  try {
    if (keyId !== null && monthlyLimit !== null) {
      const spent = () => spentOf(ctx.db, keyId, periodStart);
      await assertLeft(ctx, { payerId, limit: monthlyLimit, spent, hold: hold(`key ${keyId}`) });
    }
    if (creditLimit !== null) {
      const spent = () => owedBy(ctx, payerId);
      await assertLeft(ctx, { payerId, limit: creditLimit, spent, hold: hold(`wallet ${payerId}`) });
    }
    return held;
  } catch (error) {
    for (const one of held) one.release();
    throw error;
  }
}

interface Account {
  readonly payerId: string;
  readonly limit: bigint;
  readonly spent: () => Promise<bigint>;
  readonly hold: Hold;
}

/** Where the limit is near it looks twice: after what is due has been written, the sum is exact. */
async function assertLeft(ctx: Ctx<"dueCharges">, { payerId, limit, spent, hold }: Account): Promise<void> {
  const others = hold.before();
  if ((await spent()) + others < limit) return;

  await ctx.live.dueCharges.settled(payerId);
  const running = hold.before();
  const exact = await spent();
  if (exact >= limit) {
    throw new DomainError("quota_exceeded", `The limit of ${formatMoney(limit)} ${ctx.site.currency} is used up`, {
      reason: INSUFFICIENT_QUOTA,
    });
  }
  if (exact + running >= limit) {
    throw new DomainError("quota_exceeded", "Calls that still run may use up the limit; try again when they end", {
      reason: "budget_reserved",
    });
  }
}
