import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { actorOfPassword, closeSession, openSession } from "@/server/identity";
import { type Ctx, type Dependency, DomainError } from "@/server/kernel";
import { sessionCookieKey, sessionCookieName } from "./session-cookie";

declare module "next-auth" {
  interface User {
    /** The secret of the session that the sign-in opened. */
    sid?: string;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    sid?: string;
  }
}

const DAY_SECONDS = 24 * 60 * 60;

interface Installation {
  readonly env: { readonly PORT: number };
  readonly site: { readonly origin: string };
  readonly secret: string;
}

/** The cookie carries the secret of a session row and nothing else; the row is read on every request. */
export function authOptions({ env, site, secret }: Installation, ctx: Ctx<Dependency>): NextAuthOptions {
  const isSecure = site.origin.startsWith("https:");
  return {
    secret: sessionCookieKey(secret),
    session: { strategy: "jwt", maxAge: 30 * DAY_SECONDS },
    useSecureCookies: isSecure,
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: {
        name: sessionCookieName({ origin: site.origin, port: env.PORT }),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
      },
    },
    providers: [
      Credentials({
        id: "password",
        name: "Password",
        credentials: { login: {}, password: {} },
        async authorize(given, request) {
          const { login = "", password = "" } = given ?? {};
          const actor = await actorOfPassword(ctx, { login, password }).catch(tellBrowser(ctx));
          if (!actor) return null;
          const device = String(request.headers?.["user-agent"] ?? "");
          const session = await openSession(ctx, { userId: actor.userId, device });
          return { id: actor.userId, sid: session.secret };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => {
        const sid = user?.sid ?? token.sid;
        return sid === undefined ? {} : { sid };
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (token?.sid !== undefined) await closeSession(ctx, token.sid);
      },
    },
  };
}

/** next-auth passes the text of an error on to the page: a word and a fact, such as `too_many_attempts:30`. */
const tellBrowser = (ctx: Ctx) => (error: unknown) => {
  if (!(error instanceof DomainError)) {
    ctx.report(error);
    throw new Error("internal", { cause: error });
  }
  const { retryAfterSeconds, restorableUntil } = error.details;
  const fact = retryAfterSeconds ?? restorableUntil;
  throw new Error([error.reason ?? error.code, ...(fact === undefined ? [] : [fact])].join(":"), { cause: error });
};
