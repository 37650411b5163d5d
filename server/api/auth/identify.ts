import { actorOfPassword, actorOfSession, actorOfToken } from "@/server/identity";
import { type Actor, type Ctx, unauthenticated } from "@/server/kernel";
import type { Credentials } from "./credentials";

/** The same context, acting for whom the request comes from. Throws `unauthenticated` for credentials nobody holds. */
export async function identify<C extends Ctx<"identity">>(ctx: C, credentials: Credentials): Promise<C> {
  if (credentials.kind === "none") return ctx;
  const actor = await actorOf(ctx, credentials);
  if (actor) return { ...ctx, actor };
  // An old cookie is a visitor; a token or password that is wrong is a mistake worth telling.
  if (credentials.kind === "session") return ctx;
  throw unauthenticated();
}

async function actorOf(
  ctx: Ctx<"identity">,
  credentials: Exclude<Credentials, { kind: "none" }>,
): Promise<Actor | null> {
  switch (credentials.kind) {
    case "token":
      return actorOfToken(ctx, credentials.secret);
    case "session":
      return actorOfSession(ctx, credentials.secret);
    case "password":
      return actorOfPassword(ctx, credentials);
  }
}
