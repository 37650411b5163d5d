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
