import { findOwnGroupOf } from "@/server/access";
import { costOfTokens, type Subject, type TokenPrice, tokenPriceOf } from "@/server/billing";
import { INSUFFICIENT_QUOTA } from "@/server/billing/contract";
import { type Ctx, DomainError } from "@/server/kernel";
import { type Callable, chooseDeployment, type Directory } from "./callable";
import type { Caller } from "./caller";
import type { Endpoint } from "./contract";
import { noteAdmission } from "./journal/note-admission";
import { assertMayCall } from "./limits/key-limits";
import type { Leave } from "./limits/limiter";
import type { Reserved } from "./pool/pool";
import { getOffer } from "./providers/offer";
import { refuseEndpoint } from "./providers/provider-call";
import type { Target } from "./target";

interface Bound {
  readonly inputTokens: number;
  /** The path of a part that is sent by an address or an id: its length is not known. */
  readonly reference?: string | null;
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
  /** Who serves it, where that was asked before; it is looked for otherwise. */
  readonly route?: Route;
}

/** A call that may run, until `settle` ends it. */
export interface Admission {
  readonly id: string;
  readonly startedAt: Date;
  readonly caller: Caller;
  /** The payer's resource group in which the model lies. */
  readonly groupId: string | null;
  readonly endpoint: Endpoint;
  readonly isStream: boolean;
  /** The deployment, or the model of a provider. */
  readonly served: Pick<Callable, "id" | "model" | "repoId">;
  readonly target: Target;
  readonly price: TokenPrice;
  /** What it may cost, held in budgets until it is charged. */
  readonly reserved: Reserved;
  /** Tokens that each answer may have because of a budget, where the caller named no limit. */
  readonly maxTokens: number | null;
  /** Tokens that it can have at most, with the prompt, by whatever a provider says; `null` where our own runtime counts. */
  readonly mostTokens: number | null;
  /** Counts the call out of its deployment and of the limits of its key; twice is harmless. */
  readonly leave: Leave;
}

/** Lengths of an answer whose caller names no limit, in the order in which they are tried. */
const LENGTHS = [4_096, 2_048, 1_024, 512, 256];

/** So many tokens of an answer count into a minute before it is there. */
const COUNTED_BEFORE = 1_024;

/**
 * Finds who serves a call, deployments before providers, counts it into the limits of its key and reserves what it may
 * cost in every budget that it has to fit into. Throws `forbidden` (`endpoint_not_allowed`, `model_not_allowed`),
 * `not_found` (`model_not_found`), `invalid` (`endpoint_not_supported`, or a part whose length nobody knows), `unavailable` (`deployment_not_running`,
 * `no_price`, `budget_out_of_reach`), or `quota_exceeded` (`rate_limit_exceeded`, `insufficient_quota`); or what
 * `noteAdmission` throws.
 */
export async function admit(
  ctx: Ctx<"traffic">,
  directory: Directory,
  { caller, call }: { readonly caller: Caller; readonly call: Call },
): Promise<Admission> {
  const startedAt = ctx.now();
  const { served, target, price } = call.route ?? (await findRoute(ctx, directory, { caller, call }));
  const bound = boundAt(target, call.bound);
  const groupId = await groupOf(ctx, { caller, served, target });
  const { reserved, maxTokens, uncount } = await hold(ctx, { caller, groupId, bound, price, at: startedAt });
  const mostTokens = target.kind === "provider" ? mostOf(bound, target.offer.contextLength, maxTokens) : null;

  const leaveServed = ctx.live.traffic.enter(served.id);
  const leave: Leave = (usedTokens) => {
    leaveServed();
    uncount(usedTokens);
  };
  return noteAdmission(ctx, {
    id: ctx.id(),
    ...{ startedAt, caller, groupId, served, target, price, reserved, maxTokens, mostTokens, leave },
    ...{ endpoint: call.endpoint, isStream: call.isStream },
  });
}

/** A provider fetches what is named by an address: it can be as long as the model's context. */
function boundAt(target: Target, bound: Bound): Bound {
  const { reference: param = null } = bound;
  if (target.kind !== "provider" || param === null) return bound;
  const { contextLength, publicId } = target.offer;
  if (contextLength !== null) return { ...bound, inputTokens: contextLength };
  throw new DomainError(
    "invalid",
    `${param}: '${publicId}' takes no addresses and ids of files, because the length of its context is not set; send the bytes as base64`,
    { details: { param } },
  );
}

/** No model has more; where nobody said how long an answer and its model's context may be. */
const MOST_TOKENS = 10_000_000;

function mostOf(
  { inputTokens, maxTokens, answers }: Bound,
  contextLength: number | null,
  givenTokens: number | null,
): number {
  const length = maxTokens ?? givenTokens;
  if (length === null) return contextLength === null ? MOST_TOKENS : contextLength * answers;
  return Math.max(inputTokens + length * answers, (contextLength ?? 0) * answers);
}

type Route = Pick<Admission, "served" | "target" | "price">;

interface Asked {
  readonly caller: Caller;
  readonly call: Pick<Call, "model" | "endpoint">;
}

/** Who serves a call, and what it costs there. Throws as `admit` does, except for budgets and the journal. */
export async function findRoute(ctx: Ctx<"traffic">, directory: Directory, { caller, call }: Asked): Promise<Route> {
  assertMayCall(caller.limits, call);
  const { load, recent } = ctx.live.traffic;
  const { ownerIds, userId } = caller;
  const all = await recent.deployments(JSON.stringify([userId, ownerIds]), { load: () => directory(ctx, caller) });
  const served = chooseDeployment(all, { wanted: call.model, caller, load });
  if (served) {
    refuseAtRuntime(served.model, call.endpoint);
    const { id, repoId, addresses } = served;
    const price = await recent.prices(repoId, { load: () => tokenPriceOf(ctx, repoId, ctx.now()) });
    return { served, price, target: { kind: "deployment", address: String(addresses[load(id) % addresses.length]) } };
  }
  const offer = await getOffer(ctx, { caller, wanted: call.model });
  refuseEndpoint(offer, call.endpoint);
  const { modelId: id, publicId: model, price } = offer;
  return { served: { id, model, repoId: id }, price, target: { kind: "provider", offer } };
}

/** What no runtime of a deployment takes. */
const NOT_AT_RUNTIMES: ReadonlySet<Endpoint> = new Set(["moderations", "rerank"]);

function refuseAtRuntime(model: string, endpoint: Endpoint): void {
  if (!NOT_AT_RUNTIMES.has(endpoint)) return;
  throw new DomainError(
    "invalid",
    `'${model}' is deployed here, and no runtime here takes ${endpoint}: name a model of a provider`,
    {
      reason: "endpoint_not_supported",
      details: { param: "model" },
    },
  );
}

/** Where a model lies whose calls an organisation pays: only organisations have resource groups. */
async function groupOf(
  ctx: Ctx<"traffic">,
  { caller, served, target }: Pick<Admission, "caller" | "served" | "target">,
): Promise<string | null> {
  const { userId, payerId: ownerId } = caller;
  if (userId === ownerId || target.kind === "provider") return null;
  const { repoId: id } = served;
  return ctx.live.traffic.recent.groups(`${ownerId} ${id}`, { load: () => findOwnGroupOf(ctx.db, { id, ownerId }) });
}

interface Wanted extends Pick<Admission, "groupId"> {
  readonly caller: Caller;
  readonly bound: Bound;
  readonly price: TokenPrice;
  readonly at: Date;
}

/** What a call takes of the limits of its key and of budgets; of both or of none. */
async function hold(ctx: Ctx<"traffic">, wanted: Wanted) {
  const { caller, bound } = wanted;
  const answer = Math.min(bound.maxTokens ?? COUNTED_BEFORE, COUNTED_BEFORE) * bound.answers;
  const uncount = await ctx.live.traffic.limiter.enter(ctx, { caller, tokens: bound.inputTokens + answer });
  try {
    return { ...(await reserve(ctx, wanted)), uncount };
  } catch (error) {
    uncount(0);
    throw error;
  }
}

/** Where the caller names no limit, an answer may become as long as its budgets allow, and that is then its limit. */
async function reserve(ctx: Ctx<"traffic">, { caller, groupId, bound, price, at }: Wanted) {
  const { inputTokens, answers, maxTokens: asked } = bound;
  const subjects = subjectsOf(caller, groupId);
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
function subjectsOf({ keyId, userId, payerId: ownerId }: Caller, groupId: string | null): readonly Subject[] {
  const wallet: Subject = { kind: "wallet", ref: ownerId, ownerId };
  const member: readonly Subject[] = userId === ownerId ? [] : [{ kind: "member", ref: userId, ownerId }];
  const key: readonly Subject[] = keyId === null ? [] : [{ kind: "key", ref: keyId, ownerId }];
  const group: readonly Subject[] = groupId === null ? [] : [{ kind: "project", ref: groupId, ownerId }];
  return [...key, ...member, ...group, wallet];
}
