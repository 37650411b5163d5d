import { Readable } from "node:stream";
import { type Ctx, DomainError } from "@/server/kernel";
import type { ContentReason } from "./contract";
import { keyOf } from "./object-key";
import { verified } from "./verified";

interface Part {
  readonly oid: string;
  readonly size: number;
  readonly range: { readonly start: number; readonly end: number } | undefined;
}

/**
 * The bytes of an object. Those that come whole over the network are hashed on the way, and the last of them are held
 * back until they are known to be right: the stream then fails (`unavailable`, `object_lost`) instead of ending.
 */
export async function readBack(ctx: Ctx<"objects">, { oid, size, range }: Part): Promise<Readable> {
  const key = keyOf(oid);
  const body = await ctx.ports.objects.get(key, range);
  const isWhole = range === undefined || (range.start === 0 && range.end === size - 1);
  if (!isWhole || ctx.ports.objects.localPath(key) !== null) return body;
  return Readable.from(checked(ctx, body, { oid, size }), { objectMode: false });
}

/** The same bytes, the last ones only when all are right; throws `unavailable` (`object_lost`) for others. */
export async function* checked(
  ctx: Ctx,
  body: AsyncIterable<Uint8Array>,
  claim: { readonly oid: string; readonly size: number },
): AsyncIterable<Uint8Array> {
  let held: Uint8Array | null = null;
  try {
    for await (const chunk of verified(body, claim)) {
      if (held) yield held;
      held = chunk;
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    ctx.log.error({ oid: claim.oid }, "object damaged");
    throw damaged(error);
  } finally {
    if (body instanceof Readable) body.destroy();
  }
  if (held) yield held;
}

function damaged(cause: DomainError): DomainError {
  const reason: ContentReason = "object_lost";
  return new DomainError("unavailable", "The store gave other bytes than it was given", { reason, cause });
}
