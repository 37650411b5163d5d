import type { Ctx, Dependency } from "@/server/kernel";
import type { Runtime } from "@/server/runtime";
import { SSH_HEADER } from "@/server/web/forwarded";
import { sessionCookieOf } from "./auth/credentials";
import { identify } from "./auth/identify";
import { isSameOrigin } from "./auth/same-origin";
import { sessionCookieKey, sessionCookieName } from "./auth/session-cookie";

type Purpose = "page" | "call";

/**
 * The context of a request that reached the web role. Its headers were rewritten by the front door, so they are true.
 * A page may be opened from anywhere; a call counts the cookie only when one of our own pages made it.
 */
export async function contextOfHeaders(runtime: Runtime, headers: Headers, purpose: Purpose): Promise<Ctx<Dependency>> {
  const { contextFor, env, secret, site } = runtime;
  const scheme = headers.get("x-forwarded-proto") ?? "http";
  const host = headers.get("host") ?? new URL(site.origin).host;
  const origin = `${scheme}://${host}`;
  const visitor = contextFor(
    { kind: "anonymous" },
    {
      requestId: headers.get("x-request-id") ?? "",
      clientAddress: headers.get("x-forwarded-for") ?? "",
      origin,
      ssh: headers.get(SSH_HEADER),
    },
  );
  const isOwn = isSameOrigin(origin, (name) => headers.get(name) ?? undefined);
  if (purpose === "call" && !isOwn) return visitor;
  const session = await sessionCookieOf({
    header: headers.get("cookie") ?? undefined,
    name: sessionCookieName({ origin: site.origin, port: env.PORT }),
    key: sessionCookieKey(secret),
  });
  return identify(visitor, session);
}
