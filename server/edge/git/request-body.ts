import type { IncomingMessage } from "node:http";
import { type Readable, Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { DomainError } from "@/server/kernel";
import { headerOf } from "../exchange";

/** The body of a request to git, inflated when it is packed. Throws `invalid` for another encoding. */
export function inflated(request: IncomingMessage, maxBytes: number): Readable {
  const encoding = headerOf(request, "content-encoding") ?? "identity";
  if (encoding === "identity") return Number.isFinite(maxBytes) ? chain(request, atMost(maxBytes)) : request;
  if (encoding !== "gzip" && encoding !== "x-gzip") {
    throw new DomainError("invalid", "The body is packed in a way we do not know", {
      reason: "unsupported_media_type",
    });
  }
  return chain(chain(request, createGunzip()), atMost(maxBytes));
}

/** Errors travel down, so that git is stopped; nothing travels up, so that the answer still reaches the client. */
function chain(source: Readable, sink: Transform): Transform {
  source.on("error", (error) => sink.destroy(error));
  source.on("close", () => {
    if (!source.readableEnded) sink.destroy();
  });
  sink.on("error", () => source.resume());
  return source.pipe(sink);
}

function atMost(maxBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.byteLength;
      if (seen > maxBytes) done(new DomainError("too_large", "The request is too large"));
      else done(null, chunk);
    },
  });
}

/** Negotiations are text; what a clone asks for fits in this. */
const WATCHED_BYTES = 64 * 1_024;

/**
 * Lets the request through and tells afterwards whether it asks for everything, as a clone does: it wants something
 * and has nothing (gitprotocol-pack(5); of version 2, the command `fetch`).
 */
export function watchClone(body: Readable): { readonly body: Readable; readonly isClone: () => boolean } {
  const seen: Buffer[] = [];
  let size = 0;
  const watching = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (size < WATCHED_BYTES) seen.push(chunk);
      size += chunk.byteLength;
      done(null, chunk);
    },
  });
  const isClone = () => {
    const text = Buffer.concat(seen).toString("latin1");
    return (
      size <= WATCHED_BYTES && /[0-9a-f]{4}want [0-9a-f]{40}/.test(text) && !/[0-9a-f]{4}have [0-9a-f]{40}/.test(text)
    );
  };
  return { body: chain(body, watching), isClone };
}
