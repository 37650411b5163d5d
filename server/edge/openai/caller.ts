import { allows } from "@/server/access";
import { identify } from "@/server/api/auth/identify";
import { authorizationIn, type Exchange } from "@/server/edge/exchange";
import { type Caller, callerOfActor, callerOfKey, looksLikeSecret } from "@/server/gateway";
import { forbidden } from "@/server/kernel";

/** Who calls: an API key, an access token, or the session of a browser on one of our own pages. */
export async function callerOf(exchange: Exchange): Promise<Caller> {
  const given = authorizationIn(exchange.request);
  if (given.kind === "token" && looksLikeSecret(given.secret)) return callerOfKey(exchange.ctx, given.secret);

  const ctx = await identify(exchange.ctx, given.kind === "none" ? await exchange.session() : given);
  const caller = callerOfActor(ctx);
  const account = { kind: "Account", id: caller.payerId, ownerId: caller.payerId, visibility: "private" } as const;
  if (!(await allows(ctx, "deployment.read", account))) throw forbidden("deployment.read");
  return caller;
}
