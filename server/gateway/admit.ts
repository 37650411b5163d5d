import { costOfTokens, creditLimitOf, monthOf, owedBy, type TokenPrice, tokenPriceOf } from "@/server/billing";
import { INSUFFICIENT_QUOTA } from "@/server/billing/contract";
import { type Ctx, DomainError, formatMoney } from "@/server/kernel";
import { type Callable, chooseDeployment, type Directory } from "./callable";
import type { Caller } from "./caller";
import type { Endpoint } from "./contract";
import { spentOf } from "./store/keys";

interface Call {
  /** As the client named it. */
  readonly model: string;
  readonly endpoint: Endpoint;
  readonly isStream: boolean;
  /** The most it may use: an upper bound for input, the asked or usual length for output. */
  readonly bound: { readonly inputTokens: number; readonly outputTokens: number };
}

/** A call that may run. `release` gives back what it holds; calling it twice is harmless. */
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
  readonly release: () => void;
}

/**
 * Finds the deployment for a call and makes sure that its payer still has money. Throws `not_found`
 * (`model_not_found`), `unavailable` (`deployment_not_running`, `no_price`), or `quota_exceeded`: `insufficient_quota`
 * when a limit is used up, `budget_reserved` when calls that still run may use the rest.
 *
 * A limit counts as used up once it is reached: the call that reaches it is served whole. Calls that run at the same
 * time count with their bounds, so at most one of them goes beyond the limit.
 */
export async function admit(
  ctx: Ctx<"traffic">,
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
  const release = await reserve(ctx, { caller, periodStart, amount: costOfTokens(call.bound, price) });

  const leave = enter(deployment.id);
  const { addresses } = deployment;
  return {
    id: ctx.id(),
    ...{ startedAt, periodStart, caller, deployment, price },
    ...{ endpoint: call.endpoint, isStream: call.isStream },
    address: String(addresses[load(deployment.id) % addresses.length]),
    release() {
      release();
      leave();
    },
  };
}

interface Wanted {
  readonly caller: Caller;
  readonly periodStart: Date;
  readonly amount: bigint;
}

/** Holds the amount against the key's budget and the payer's limit, or throws and holds nothing. */
async function reserve(ctx: Ctx<"traffic">, wanted: Wanted): Promise<() => void> {
  const { caller, periodStart } = wanted;
  const { keyId, payerId, monthlyLimit } = caller;
  const { recent } = ctx.live.traffic;
  const creditLimit = await recent.limits(payerId, () => creditLimitOf(ctx, payerId));
  const releases: (() => void)[] = [];
  const release = () => {
    for (const one of releases) one();
  };
  try {
    if (keyId !== null && monthlyLimit !== null) {
      const hold = ctx.live.traffic.holds.hold(`key ${keyId}`, wanted.amount);
      releases.push(hold.release);
      assertLeft(ctx, { limit: monthlyLimit, spent: await spentOf(ctx.db, keyId, periodStart), others: hold.others });
    }
    if (creditLimit !== null) {
      const hold = ctx.live.traffic.holds.hold(`wallet ${payerId}`, wanted.amount);
      releases.push(hold.release);
      assertLeft(ctx, { limit: creditLimit, spent: await owedBy(ctx, payerId), others: hold.others });
    }
    return release;
  } catch (error) {
    release();
    throw error;
  }
}

interface Account {
  readonly limit: bigint;
  readonly spent: bigint;
  readonly others: bigint;
}

function assertLeft(ctx: Ctx, { limit, spent, others }: Account): void {
  if (spent >= limit) {
    throw new DomainError("quota_exceeded", `The limit of ${formatMoney(limit)} ${ctx.site.currency} is used up`, {
      reason: INSUFFICIENT_QUOTA,
    });
  }
  if (spent + others >= limit) {
    throw new DomainError("quota_exceeded", "Calls that still run may use up the limit; try again when they end", {
      reason: "budget_reserved",
    });
  }
}
