import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { arriving, endArrival } from "./arrivals";
import type { ContentReason } from "./contract";
import { refuseTooLarge } from "./largest-object";
import { keyOf } from "./object-key";
import { holdQuota, refuseOverQuota } from "./quota";
import { deleteArrivalsOfUpload } from "./store/arrivals";
import { findLinkedSizes, putLink, touchObject } from "./store/objects";
import { putProposed } from "./store/proposed-objects";
import { verified } from "./verified";

/** What was written and never linked is collected then. */
const DAY_MS = 24 * 3_600_000;

interface NewObject {
  /** The upload whose parts they are: those count as on their way already. */
  readonly uploadId?: string;
  readonly repoId: string;
  /** SHA-256 that the bytes must have. */
  readonly oid: string;
  readonly size: number;
  readonly body: AsyncIterable<Uint8Array>;
  /** Who sends it and may only propose it. */
  readonly proposerId?: string | null;
}

/**
 * Keeps the bytes and lets the repository read them. Bytes that the store has already are read and compared, not
 * written: whoever sends them has them. Throws `invalid` (`wrong_size`, `wrong_oid`) for other bytes than announced and
 * `unavailable` (`disk_full`, `object_busy`), `too_large`, `quota_exceeded` (`storage_quota`); nothing is left behind then.
 */
export async function putObject(ctx: Ctx<"objects">, object: NewObject): Promise<void> {
  const { repoId, oid, size, uploadId, proposerId } = object;
  await refuseTooLarge(ctx, size);
  if ((await findLinkedSizes(ctx.db, repoId, [oid])).has(oid)) return store(ctx, object);
  await refuseOverQuota(ctx, { placeId: repoId, bytes: size });
  if (uploadId !== undefined) {
    await store(ctx, object);
    return linkWithin(ctx, {
      repoId,
      oid,
      size,
      proposerId,
      endArrivals: (ctx) => deleteArrivalsOfUpload(ctx.db, uploadId),
    });
  }
  const arrival = { placeId: repoId, key: `object ${ctx.id()}`, bytes: size, until: { lastsMs: DAY_MS } };
  await arriving(ctx, arrival, async () => {
    await store(ctx, object);
    await linkWithin(ctx, { repoId, oid, size, proposerId, endArrivals: (ctx) => endArrival(ctx, arrival) });
  });
}

async function store(ctx: Ctx<"objects">, { oid, size, body }: NewObject): Promise<void> {
  const bytes = verified(body, { oid, size });
  if (!(await touchObject(ctx, { oid }))) throw busy();
  if ((await ctx.ports.objects.stat(keyOf(oid))) === null) await ctx.ports.objects.put(keyOf(oid), bytes, size);
  else for await (const _ of bytes);

  // A slow upload may have outlived the collector's patience: from this touch on the bytes stay.
  if (!(await touchObject(ctx, { oid, size }))) throw busy();
  if ((await ctx.ports.objects.stat(keyOf(oid))) === null) throw busy();
}

interface NewLink {
  readonly repoId: string;
  readonly oid: string;
  readonly size: number;
  readonly proposerId: string | null | undefined;
  readonly endArrivals: (ctx: Ctx) => Promise<void>;
}

/** The last look at the quota and the link are one. */
export const linkWithin = (ctx: Ctx, { repoId, oid, size, proposerId, endArrivals }: NewLink): Promise<void> =>
  atomically(ctx, async (ctx) => {
    await holdQuota(ctx, { placeId: repoId, bytes: size, endArrivals });
    await putLink(ctx, { repoId, oid });
    if (proposerId) await putProposed(ctx, { repoId, oid, fileHash: null, userId: proposerId });
  });

function busy(): DomainError {
  const reason: ContentReason = "object_busy";
  return new DomainError("unavailable", "The object is being removed; try again in a moment", { reason });
}
