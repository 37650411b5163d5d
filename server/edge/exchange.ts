import type { IncomingMessage, ServerResponse } from "node:http";
import { authorizationOf, type Credentials } from "@/server/api/auth/credentials";
import { type Ctx, type Dependency, unauthenticated } from "@/server/kernel";
import type { FileRedirects } from "./file-redirect";

/** One request on its way through the front door. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  /** As the client sent it: still percent-encoded, never normalised, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** A visitor's context: request id, site and client address are set, the actor is anonymous. */
  readonly ctx: Ctx<Dependency>;
  /** Aborts when the client is gone before the answer is complete. */
  readonly signal: AbortSignal;
  /** Where the proxy in front finds our objects, when it asks for places instead of bytes and is trusted. */
  readonly files: FileRedirects | null;
  /** The caller's session, when a browser sent the cookie from one of our own pages; `none` otherwise. */
  readonly session: () => Promise<Credentials>;
}

type Handle = (exchange: Exchange) => Promise<void>;

/** A protocol of the front door: it says what it serves, serves it, and tells errors in its own words. */
export interface EdgeRoom {
  readonly name: string;
  /** Pure: looks at method, path and headers only. */
  readonly match: (exchange: Exchange) => Handle | null;
}

/** The `Authorization` header; `none` without one. Throws `unauthenticated` for two of them, or for one we cannot read. */
export function authorizationIn({ rawHeaders, headers }: IncomingMessage): Credentials {
  const given = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "authorization");
  if (given.length > 1) throw unauthenticated();
  return headers.authorization === undefined ? { kind: "none" } : authorizationOf(headers.authorization);
}

/** One value of a header; of a repeated one, the first. */
export function headerOf(request: Pick<IncomingMessage, "headers">, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
