import type { Ctx } from "@/server/kernel";
import { keyOf, OBJECTS_FOLDER, oidOf, STAGED_FOLDER, UPLOADS_FOLDER } from "./object-key";
import { deleteExpiredArrivals } from "./store/arrivals";
import { deleteDirectUploadsBefore } from "./store/direct-uploads";
import { findKnown, forgetObject, takeUnlinked } from "./store/objects";
import { deleteUpload, findUploadRow, listExpiredUploads } from "./store/uploads";
import { removeParts } from "./uploads";
import { collectXorbs } from "./xet/collect-xorbs";

const GRACE_MS = 24 * 3_600_000;
const BATCH = 500;

/** Safe to run twice, at the same time and to be killed anywhere: the next run continues. */
export async function collectGarbageNow(ctx: Ctx<"objects">, signal: AbortSignal): Promise<void> {
  const before = new Date(ctx.now().getTime() - GRACE_MS);
  await removeUnlinked(ctx, before, signal);
  await removeExpiredUploads(ctx, signal);
  await deleteExpiredArrivals(ctx);
  await removeUnknown(ctx, before, signal);
  await removeStaged(ctx, before, signal);
  await collectXorbs(ctx, signal);
  const swept = await ctx.ports.objects.sweep(before);
  if (swept > 0) ctx.log.info({ swept }, "removed what interrupted writes left behind");
}

async function removeUnlinked(ctx: Ctx<"objects">, before: Date, signal: AbortSignal) {
  while (!signal.aborted) {
    const oids = await takeUnlinked(ctx, before);
    for (const oid of oids) {
      await ctx.ports.objects.remove(keyOf(oid));
      await forgetObject(ctx.db, oid);
    }
    if (oids.length === 0) return;
    ctx.log.info({ removed: oids.length }, "removed objects that no repository has");
  }
}

async function removeExpiredUploads(ctx: Ctx<"objects">, signal: AbortSignal) {
  while (!signal.aborted) {
    const expired = await listExpiredUploads(ctx, BATCH);
    for (const { id } of expired) {
      await removeParts(ctx, id);
      await deleteUpload(ctx.db, id);
    }
    if (expired.length === 0) return;
  }
}

/** Bytes without a row: they came back with a backup, or their row was lost. A write in progress has a row already. */
async function removeUnknown(ctx: Ctx<"objects">, before: Date, signal: AbortSignal) {
  let batch: string[] = [];
  const removeBatch = async () => {
    const known = await findKnown(ctx.db, batch.map(oidOf));
    for (const key of batch) if (!known.has(oidOf(key))) await ctx.ports.objects.remove(key);
    batch = [];
  };
  for await (const { key, modifiedAt } of ctx.ports.objects.list(OBJECTS_FOLDER)) {
    if (signal.aborted) return;
    if (modifiedAt < before) batch.push(key);
    if (batch.length >= BATCH) await removeBatch();
  }
  await removeBatch();

  for await (const { key, modifiedAt } of ctx.ports.objects.list(UPLOADS_FOLDER)) {
    if (signal.aborted) return;
    if (modifiedAt >= before) continue;
    if ((await findUploadRow(ctx.db, key.split("/")[1] ?? "")) === null) await ctx.ports.objects.remove(key);
  }
}

/** What clients sent straight to the store and never asked to be taken over. */
async function removeStaged(ctx: Ctx<"objects">, before: Date, signal: AbortSignal) {
  await deleteDirectUploadsBefore(ctx.db, before);
  for await (const { key, modifiedAt } of ctx.ports.objects.list(STAGED_FOLDER)) {
    if (signal.aborted) return;
    if (modifiedAt < before) await ctx.ports.objects.remove(key);
  }
}
