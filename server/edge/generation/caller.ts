import { allows } from "@/server/access";
import type { Credentials } from "@/server/api/auth/credentials";
import { identify } from "@/server/api/auth/identify";
import { authorizationIn, type Exchange, headerOf } from "@/server/edge/exchange";
import { type Caller, callerOfActor, callerOfKey, looksLikeSecret } from "@/server/gateway";
import { type Ctx, forbidden } from "@/server/kernel";

/** Who calls: an API key, an access token, or the session of a browser on one of our own pages. */
export async function callerOf(exchange: Exchange): Promise<Caller> {
  const given = credentialsIn(exchange);
  if (given.kind === "token" && looksLikeSecret(given.secret)) return callerOfKey(exchange.ctx, given.secret);

  const ctx = await identify(exchange.ctx, given.kind === "none" ? await exchange.session() : given);
  const caller = callerOfActor(ctx);
  if (!(await mayCallAs(ctx, caller.payerId))) throw forbidden("deployment.read");
  return { ...caller, ownerIds: await reachedBy(ctx, caller.ownerIds) };
}

/** Clients of Anthropic send a key as `x-api-key`; it goes before an `Authorization` that they send beside it. */
function credentialsIn({ request }: Exchange): Credentials {
  const authorization = authorizationIn(request);
  const secret = headerOf(request, "x-api-key");
  return secret === undefined ? authorization : { kind: "token", secret };
}

const mayCallAs = (ctx: Ctx, ownerId: string) =>
  allows(ctx, "deployment.read", { kind: "Account", id: ownerId, ownerId, visibility: "private" });

/** A fine-grained token that was made for some owners does not reach the deployments of the person's others. */
async function reachedBy(ctx: Ctx, ownerIds: readonly string[]): Promise<readonly string[]> {
  if (ctx.actor.kind !== "token" || ctx.actor.scope.role !== "fineGrained") return ownerIds;
  const reached = await Promise.all(ownerIds.map((ownerId) => mayCallAs(ctx, ownerId)));
  return ownerIds.filter((_, index) => reached[index]);
}
