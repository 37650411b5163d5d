import { authorize, personOf, putPass, removePass } from "@/server/access";
import { audit } from "@/server/audit";
import { findAccounts } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import { atomically, type Ctx, DomainError, defineCommand, notFound, publish } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { getUser } from "../collaborators/user";
import { type AccessStatus, DecideAccessInput } from "../contract/gate";
import { accessDecided } from "../events";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, type Repository, resourceOf } from "../repositories/repository";
import { notGated } from "./gate-form";
import {
  findAccessRequest,
  findAccessRequestById,
  lockAccessRequest,
  putAccessRequest,
  setAccessStatus,
} from "./store";

export const decideAccess = defineCommand({
  name: "hub.decideAccess",
  summary: "Let somebody read the files of a gated repository, turn them away, or take it back",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/access-requests/{username}", status: 204 },
  input: DecideAccessInput,
  output: Nothing,
  async run(ctx, { username, status, reason, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const user = await getUser(ctx, username);
    const request = await findAccessRequest(ctx.db, { repoId: repo.id, userId: user.id });
    if (request) await decideOn(ctx, repo, { user, status, reason });
    else if (status === "accepted") await grantAccess(ctx, repo, user);
    else throw notFound("Access request", username);
    return {};
  },
});

interface Decision {
  readonly user: AccountSummary;
  readonly status: AccessStatus;
  readonly reason?: string | undefined;
}

/** Throws `forbidden`, `invalid` (`not_gated`), `not_found` without a request, `conflict` when it is so already. */
export async function decideOn(ctx: Ctx, repo: Repository, { user, status, reason }: Decision): Promise<void> {
  await authorize(ctx, "repo.admin", resourceOf(repo));
  if (repo.gate === null) throw notGated();
  await atomically(ctx, async (ctx) => {
    const request = await lockAccessRequest(ctx.db, { repoId: repo.id, userId: user.id });
    if (!request) throw notFound("Access request", user.name);
    const isOver = request.expiresAt !== null && request.expiresAt <= ctx.now();
    if (request.status === status && !isOver) {
      throw new DomainError("conflict", `The request is ${status} already`, { reason: "same_status" });
    }
    await setAccess(ctx, repo, { userId: user.id, status, reason, handledBy: personOf(ctx).userId });
    await audit(ctx, "repository.accessDecided", auditTarget(repo, { username: user.name, status }));
  });
}

/** Who asked for access with this request. Throws `forbidden`, `not_found`. */
export async function askerOf(ctx: Ctx, repo: Repository, requestId: string): Promise<AccountSummary> {
  await authorize(ctx, "repo.admin", resourceOf(repo));
  const request = await findAccessRequestById(ctx.db, repo.id, requestId);
  const account = request && (await findAccounts(ctx.db, [request.userId])).get(request.userId);
  if (!account) throw notFound("Access request", requestId);
  return account;
}

/** Lets in somebody who did not ask. Throws `forbidden`, `invalid` (`not_gated`), `conflict` (`has_access`). */
export async function grantAccess(ctx: Ctx, repo: Repository, user: AccountSummary): Promise<void> {
  await authorize(ctx, "repo.admin", resourceOf(repo));
  if (repo.gate === null) throw notGated();
  await atomically(ctx, async (ctx) => {
    const place = { repoId: repo.id, userId: user.id };
    const request = await lockAccessRequest(ctx.db, place);
    const isOver = request?.expiresAt != null && request.expiresAt <= ctx.now();
    if (request?.status === "accepted" && !isOver) {
      throw new DomainError("conflict", `${user.name} has access already`, { reason: "has_access" });
    }
    if (!request) await putAccessRequest(ctx, { ...place, status: "pending", answers: {} });
    await setAccess(ctx, repo, { userId: user.id, status: "accepted", handledBy: personOf(ctx).userId });
    await audit(ctx, "repository.accessGranted", auditTarget(repo, { username: user.name }));
  });
}

interface Outcome {
  readonly userId: string;
  readonly status: AccessStatus;
  readonly reason?: string | undefined;
  /** `null`: the gate itself. */
  readonly handledBy: string | null;
}

const DAY_MS = 24 * 3_600_000;

/** Within a transaction of the caller: the request, the pass that goes with it, and the news for the person. */
export async function setAccess(ctx: Ctx, repo: Repository, outcome: Outcome): Promise<void> {
  const { userId, status, reason = null, handledBy } = outcome;
  const ends = status === "accepted" && repo.accessDays !== null;
  const expiresAt = ends ? new Date(ctx.now().getTime() + (repo.accessDays ?? 0) * DAY_MS) : null;
  await setAccessStatus(ctx, { repoId: repo.id, userId, status, reason, handledBy, expiresAt });
  if (status === "accepted") await putPass(ctx, { resourceId: repo.id, userId, expiresAt });
  else await removePass(ctx.db, { resourceId: repo.id, userId });
  if (handledBy !== null && status !== "pending") {
    await publish(ctx, accessDecided, { repoId: repo.id, userId, isAccepted: status === "accepted" });
  }
}
