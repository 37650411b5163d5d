import type { Readable } from "node:stream";
import { type Ctx, DomainError, notFound } from "@/server/kernel";
import type { ContentReason } from "./contract";
import { linkedSizes, verifiedSizes } from "./linked-sizes";
import { keyOf } from "./object-key";
import { readBack } from "./read-back";
import { findLinkedSizes } from "./store/objects";
import { findFileByOid } from "./store/xet-files";
import { openXetFile } from "./xet/open-file";

interface Wanted {
  readonly repoId: string;
  readonly oid: string;
}

interface WantedBytes extends Wanted {
  /** Inclusive, 0-based; an `end` beyond the last byte means the last byte. */
  readonly range?: { readonly start: number; readonly end: number };
}

interface OpenedObject {
  /** Bytes of the whole object. */
  readonly size: number;
  /** Destroy it when it is not read to the end. */
  readonly body: Readable;
}

/** Size of an object in bytes; `null` when the repository does not have it. */
export async function findObject(ctx: Ctx, { repoId, oid }: Wanted): Promise<{ readonly size: number } | null> {
  const size = (await linkedSizes(ctx.db, repoId, [oid])).get(oid);
  return size === undefined ? null : { size };
}

/** Sizes in bytes of those of the objects that the repository has. */
export const findObjects = (ctx: Ctx, { repoId, oids }: { repoId: string; oids: readonly string[] }) =>
  linkedSizes(ctx.db, repoId, oids);

/** The same, of those that need not be sent again, whatever a claim about them comes to. */
export const findVerifiedObjects = (ctx: Ctx, { repoId, oids }: { repoId: string; oids: readonly string[] }) =>
  verifiedSizes(ctx.db, repoId, oids);

/**
 * The bytes, as a stream with back-pressure. Throws `not_found` when the repository does not have the object, `invalid`
 * (`range_not_satisfiable`) for a range outside, `unavailable` (`object_lost`) when the store has lost it.
 */
export async function openObject(ctx: Ctx<"objects">, { repoId, oid, range }: WantedBytes): Promise<OpenedObject> {
  const found = await findObject(ctx, { repoId, oid });
  if (!found) throw notFound("Object", oid);
  const { size } = found;
  if (range && (range.start >= size || range.start < 0 || range.end < range.start)) {
    throw failed("invalid", "range_not_satisfiable", `The object has ${size} bytes`);
  }
  const part = range && { start: range.start, end: Math.min(range.end, size - 1) };
  if ((await findLinkedSizes(ctx.db, repoId, [oid])).has(oid) && (await isStored(ctx, { oid, size }))) {
    return { size, body: await readBack(ctx, { oid, size, range: part }) };
  }
  const file = await findFileByOid(ctx.db, { repoId, oid });
  if (file) return { size, body: await openXetFile(ctx, file, part) };
  ctx.log.error({ oid }, "object lost");
  throw failed("unavailable", "object_lost", "The store has lost this file; upload it again");
}

const isStored = async (ctx: Ctx<"objects">, { oid, size }: { readonly oid: string; readonly size: number }) =>
  (await ctx.ports.objects.stat(keyOf(oid)))?.size === size;

const failed = (code: "invalid" | "unavailable", reason: ContentReason, message: string) =>
  new DomainError(code, message, { reason });
