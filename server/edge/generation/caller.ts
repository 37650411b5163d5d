import { allows } from "@/server/access";
import { identify } from "@/server/api/auth/identify";
import { authorizationIn, type Exchange } from "@/server/edge/exchange";
import { type Caller, callerOfActor, callerOfKey, looksLikeSecret } from "@/server/gateway";
import { type Ctx, forbidden } from "@/server/kernel";

/** Who calls: an API key, an access token, or the session of a browser on one of our own pages. */
export async function callerOf(exchange: Exchange): Promise<Caller> {
  const given = authorizationIn(exchange.request);
  if (given.kind === "token" && looksLikeSecret(given.secret)) return callerOfKey(exchange.ctx, given.secret);

  const ctx = await identify(exchange.ctx, given.kind === "none" ? await exchange.session() : given);
  const caller = callerOfActor(ctx);
  if (!(await mayCallAs(ctx, caller.payerId))) throw forbidden("deployment.read");
  return { ...caller, ownerIds: await reachedBy(ctx, caller.ownerIds) };
}

const mayCallAs = (ctx: Ctx, ownerId: string) =>
  allows(ctx, "deployment.read", { kind: "Account", id: ownerId, ownerId, visibility: "private" });

/** A fine-grained token that was made for some owners does not reach the deployments of the person's others. */
async function reachedBy(ctx: Ctx, ownerIds: readonly string[]): Promise<readonly string[]> {
  if (ctx.actor.kind !== "token" || ctx.actor.scope.role !== "fineGrained") return ownerIds;
  const reached = await Promise.all(ownerIds.map((ownerId) => mayCallAs(ctx, ownerId)));
  return ownerIds.filter((_, index) => reached[index]);
}
