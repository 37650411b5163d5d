import { costOfTokens, type Subject, type TokenPrice, tokenPriceOf } from "@/server/billing";
import { INSUFFICIENT_QUOTA } from "@/server/billing/contract";
import { type Ctx, DomainError } from "@/server/kernel";
import { type Callable, chooseDeployment, type Directory } from "./callable";
import type { Caller } from "./caller";
import type { Endpoint } from "./contract";
import { noteAdmission } from "./journal/note-admission";
import type { Reserved } from "./pool/pool";

interface Bound {
  readonly inputTokens: number;
  /** Tokens that each answer may have; `null` when its caller names no limit. */
  readonly maxTokens: number | null;
  readonly answers: number;
}

interface Call {
  /** As the client named it. */
  readonly model: string;
  readonly endpoint: Endpoint;
  readonly isStream: boolean;
  /** The most it may use. */
  readonly bound: Bound;
}

/** A call that may run, until `settle` ends it. */
export interface Admission {
  readonly id: string;
  readonly startedAt: Date;
  readonly caller: Caller;
  readonly endpoint: Endpoint;
  readonly isStream: boolean;
  readonly deployment: Callable;
  readonly address: string;
  readonly price: TokenPrice;
  /** What it may cost, held in budgets until it is charged. */
  readonly reserved: Reserved;
  /** Tokens that each answer may have because of a budget, where the caller named no limit. */
  readonly maxTokens: number | null;
  /** Counts the call out of its deployment; twice is harmless. */
  readonly leave: () => void;
}

/** Lengths of an answer whose caller names no limit, in the order in which they are tried. */
const LENGTHS = [4_096, 2_048, 1_024, 512, 256];

/**
 * Finds the deployment for a call and reserves what it may cost in every budget that it has to fit into. Throws
 * `not_found` (`model_not_found`), `unavailable` (`deployment_not_running`, `no_price`, `budget_out_of_reach`), or
 * `quota_exceeded` (`insufficient_quota`); or what `noteAdmission` throws.
 */
export async function admit(
  ctx: Ctx<"traffic">,
  directory: Directory,
  { caller, call }: { readonly caller: Caller; readonly call: Call },
): Promise<Admission> {
  const startedAt = ctx.now();
  const { load, enter, recent } = ctx.live.traffic;
  const { ownerIds, userId } = caller;
  const all = await recent.deployments(JSON.stringify([userId, ownerIds]), { load: () => directory(ctx, caller) });
  const deployment = chooseDeployment(all, { wanted: call.model, caller, load });
  const { repoId } = deployment;
  const price = await recent.prices(repoId, { load: () => tokenPriceOf(ctx, repoId, startedAt) });
  const { reserved, maxTokens } = await reserve(ctx, { caller, bound: call.bound, price, at: startedAt });

  const leave = enter(deployment.id);
  const { addresses } = deployment;
  return noteAdmission(ctx, {
    id: ctx.id(),
    ...{ startedAt, caller, deployment, price, reserved, maxTokens, leave },
    ...{ endpoint: call.endpoint, isStream: call.isStream },
    address: String(addresses[load(deployment.id) % addresses.length]),
  });
}

interface Wanted {
  readonly caller: Caller;
  readonly bound: Bound;
  readonly price: TokenPrice;
  readonly at: Date;
}

/** Where the caller names no limit, an answer may become as long as its budgets allow, and that is then its limit. */
async function reserve(ctx: Ctx<"traffic">, { caller, bound, price, at }: Wanted) {
  const { inputTokens, answers, maxTokens: asked } = bound;
  const subjects = subjectsOf(caller);
  let refusal: unknown;
  for (const length of asked === null ? LENGTHS : [asked]) {
    try {
      const most = costOfTokens({ inputTokens, outputTokens: length * answers }, price);
      const reserved = await ctx.live.traffic.pool.reserve(ctx, { subjects, bound: most, at });
      const isBound = asked === null && reserved.reservation.leases.length > 0;
      return { reserved, maxTokens: isBound ? length : null };
    } catch (error) {
      if (!(error instanceof DomainError) || error.reason !== INSUFFICIENT_QUOTA) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** Whose budgets a call has to fit into, in the order in which they are asked. */
function subjectsOf({ keyId, userId, payerId: ownerId }: Caller): readonly Subject[] {
  const wallet: Subject = { kind: "wallet", ref: ownerId, ownerId };
  const member: readonly Subject[] = userId === ownerId ? [] : [{ kind: "member", ref: userId, ownerId }];
  const key: readonly Subject[] = keyId === null ? [] : [{ kind: "key", ref: keyId, ownerId }];
  return [...key, ...member, wallet];
}
