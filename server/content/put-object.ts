import { atomically, type Ctx, DomainError } from "@/server/kernel";
import type { ContentReason } from "./contract";
import { refuseTooLarge } from "./largest-object";
import { keyOf } from "./object-key";
import { holdQuota, refuseOverQuota } from "./quota";
import { findLinkedSizes, putLink, touchObject } from "./store/objects";
import { verified } from "./verified";

interface NewObject {
  readonly repoId: string;
  /** SHA-256 that the bytes must have. */
  readonly oid: string;
  readonly size: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Keeps the bytes and lets the repository read them. Bytes that the store has already are read and compared, not
 * written: whoever sends them has them. Throws `invalid` (`wrong_size`, `wrong_oid`) for other bytes than announced and
 * `unavailable` (`disk_full`, `object_busy`), `too_large`, `quota_exceeded` (`storage_quota`); nothing is left behind then.
 */
export async function putObject(ctx: Ctx<"objects">, { repoId, oid, size, body }: NewObject): Promise<void> {
  await refuseTooLarge(ctx, size);
  const isThere = (await findLinkedSizes(ctx.db, repoId, [oid])).has(oid);
  if (!isThere) await refuseOverQuota(ctx, { placeId: repoId, bytes: size });
  const bytes = verified(body, { oid, size });
  if (!(await touchObject(ctx, { oid }))) throw busy();
  if ((await ctx.ports.objects.stat(keyOf(oid))) === null) await ctx.ports.objects.put(keyOf(oid), bytes, size);
  else for await (const _ of bytes);

  // A slow upload may have outlived the collector's patience: from this touch on the bytes stay.
  if (!(await touchObject(ctx, { oid, size }))) throw busy();
  if ((await ctx.ports.objects.stat(keyOf(oid))) === null) throw busy();
  if (!isThere) await linkWithin(ctx, { repoId, oid, size });
}

/** The last look at the quota and the link are one. */
export const linkWithin = (ctx: Ctx, { repoId, oid, size }: Omit<NewObject, "body">): Promise<void> =>
  atomically(ctx, async (ctx) => {
    await holdQuota(ctx, { placeId: repoId, bytes: size });
    await putLink(ctx, { repoId, oid });
  });

function busy(): DomainError {
  const reason: ContentReason = "object_busy";
  return new DomainError("unavailable", "The object is being removed; try again in a moment", { reason });
}
