import { createHash } from "node:crypto";
import { DomainError } from "@/server/kernel";
import type { ContentReason } from "./contract";

interface Claim {
  readonly oid: string;
  readonly size: number;
}

/** The same bytes; throws `invalid` instead of ending when they are not those that were announced. */
export async function* verified(body: AsyncIterable<Uint8Array>, { oid, size }: Claim): AsyncIterable<Uint8Array> {
  const hash = createHash("sha256");
  let seen = 0;
  for await (const chunk of body) {
    seen += chunk.byteLength;
    if (seen > size) break;
    hash.update(chunk);
    yield chunk;
  }
  if (seen !== size) throw wrong("wrong_size", `The body does not have ${size} bytes`);
  if (hash.digest("hex") !== oid) throw wrong("wrong_oid", `The SHA-256 of the body is not ${oid}`);
}

const wrong = (reason: ContentReason, message: string) => new DomainError("invalid", message, { reason });
