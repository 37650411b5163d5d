import { identify } from "@/server/api/auth/identify";
import { authorizationIn, type Exchange } from "@/server/edge/exchange";
import { type Caller, callerOfActor, callerOfKey, looksLikeSecret } from "@/server/gateway";

/** Who calls: an API key, an access token, or the session of a browser on one of our own pages. */
export async function callerOf(exchange: Exchange): Promise<Caller> {
  const given = authorizationIn(exchange.request);
  if (given.kind === "token" && looksLikeSecret(given.secret)) return callerOfKey(exchange.ctx, given.secret);

  const ctx = await identify(exchange.ctx, given.kind === "none" ? await exchange.session() : given);
  return callerOfActor(ctx);
}
