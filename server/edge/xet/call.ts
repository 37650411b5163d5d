import { inTime, type Patience } from "@/server/api/rest/in-time";
import { readXetToken, type XetToken } from "@/server/content";
import { DomainError, forbidden, networkOf, unauthenticated } from "@/server/kernel";
import { assertUncompressed } from "../assert-uncompressed";
import { authorizationIn, type Exchange, headerOf } from "../exchange";
import type { Spool } from "../spool";

/** Where the interface of content-addressed storage begins. */
export const CAS_PATH = "/cas";

/** One request to it, by the holder of a token. */
export interface Call extends Exchange {
  readonly token: XetToken;
  /** What the address names: a hash, 64 hexadecimal digits. */
  readonly hash: string;
  /** Where shards arrive. */
  readonly spool: Spool;
}

/** Throws `unauthenticated` without a token that is ours and still good, `forbidden` for one that may only read. */
export function tokenOf({ ctx, request }: Exchange, scope: XetToken["xet"]): XetToken {
  const given = authorizationIn(request);
  const token = given.kind === "token" ? readXetToken(ctx, given.secret) : null;
  if (token === null) throw unauthenticated();
  if (scope === "write" && token.xet !== "write") throw forbidden("xet.write");
  return token;
}

/** A connection that moves no byte for this long is dead. */
const IDLE_MS = 2 * 60_000;

/**
 * The body of an upload and its length. Throws `invalid` for one that is compressed, does not tell its length or, while
 * it is read, dribbles (`body_too_slow`).
 */
export function bodyOf(
  { request }: Pick<Exchange, "request">,
  patience?: Patience,
): { readonly size: number; readonly body: AsyncIterable<Uint8Array> } {
  assertUncompressed(request);
  const size = Number(headerOf(request, "content-length"));
  if (!Number.isSafeInteger(size)) throw new DomainError("invalid", "Send a Content-Length");
  const read = () => {
    request.setTimeout(IDLE_MS, () => request.destroy()); // who waits in line owes nothing yet
    return inTime(request.iterator({ destroyOnReturn: false }), patience); // a refusal in the middle still has to be told
  };
  return { size, body: { [Symbol.asyncIterator]: read } };
}

/** Who shares the places of one sender: the person, whatever the token is for. */
export const laneOf = ({ ctx, token }: Call): string => token.userId ?? networkOf(ctx.clientAddress ?? "");
