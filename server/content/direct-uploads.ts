import { setTimeout } from "node:timers/promises";
import { type Ctx, DomainError, nullWhenNotFound } from "@/server/kernel";
import type { DirectUpload, DirectUploads } from "@/server/ports/object-store";
import { arriving, endArrival } from "./arrivals";
import type { ContentReason } from "./contract";
import { keyOf, STAGED_FOLDER } from "./object-key";
import { linkWithin } from "./put-object";
import { refuseOverQuota } from "./quota";
import {
  type DirectUploadRow,
  deleteDirectUpload,
  findDirectUploads,
  insertDirectUpload,
} from "./store/direct-uploads";
import { findLinkedSizes, touchObject } from "./store/objects";
import { verified } from "./verified";

const MIB = 1024 ** 2;
/** Smaller files are sooner there through the platform, which then reads them only once. */
const LEAST_BYTES = 8 * MIB;
/** Reading larger ones back takes longer than Git LFS waits for an answer. */
const MOST_BYTES = 2 * 1024 * MIB;
/** What an S3 store takes as a part. */
const LEAST_PART_BYTES = 5 * MIB;

interface Announced {
  readonly repoId: string;
  readonly oid: string;
  readonly size: number;
  /** Who sends it and may only propose it. */
  readonly proposerId?: string | null;
}

/**
 * A link for one PUT by which a client sends a file to the store itself; `null` when it shall go through the platform.
 * Nothing of it is an object of the repository before `takeDirectUploads`. The caller has authorised writing.
 */
export async function openDirectUpload(
  ctx: Ctx<"objects">,
  announced: Announced,
  expiresInSeconds: number,
): Promise<URL | null> {
  const { direct } = ctx.ports.objects;
  if (direct === null || announced.size < LEAST_BYTES || announced.size > MOST_BYTES) return null;
  return direct.presignPart(await begin(ctx, direct, announced), 1, expiresInSeconds);
}

/** The same for a file of any size in parts of so many bytes, the last one smaller: a link for each, in their order. */
export async function openDirectParts(
  ctx: Ctx<"objects">,
  { partBytes, ...announced }: Announced & { readonly partBytes: number },
  expiresInSeconds: number,
): Promise<URL[] | null> {
  const { direct } = ctx.ports.objects;
  if (direct === null || partBytes < LEAST_PART_BYTES) return null;
  const upload = await begin(ctx, direct, announced);
  const numbers = Array.from({ length: Math.ceil(announced.size / partBytes) }, (_, index) => index + 1);
  return Promise.all(numbers.map((number) => direct.presignPart(upload, number, expiresInSeconds)));
}

/** A client that lost its answers asks again; of more uploads of one file than these the oldest are given up. */
const MOST_OPEN = 3;

/** As long as its bytes may lie there, whether they come or not. */
const arrivalOf = ({ repoId, oid, size }: Omit<Announced, "proposerId">) => ({
  ...{ placeId: repoId, key: `direct ${repoId} ${oid}`, bytes: size, until: { lastsMs: 24 * 3_600_000 } },
});

async function begin(ctx: Ctx<"objects">, direct: DirectUploads, announced: Announced): Promise<DirectUpload> {
  const open = await findDirectUploads(ctx.db, announced.repoId, [announced.oid]);
  for (const row of open.slice(MOST_OPEN - 1)) await drop(ctx, direct, row);
  return arriving(ctx, arrivalOf(announced), async () => {
    const upload = await direct.begin(`${STAGED_FOLDER}${ctx.id()}`);
    await insertDirectUpload(ctx, {
      proposerId: null,
      ...announced,
      storeKey: upload.key,
      storeUploadId: upload.uploadId,
    });
    return upload;
  });
}

/**
 * Takes over what clients have sent straight to the store for these objects. The bytes are read back first, from where
 * no link reaches them any more, and linked only if they are those that were announced. What has not arrived whole is
 * left alone. Throws `invalid` (`wrong_size`, `wrong_oid`), `quota_exceeded` (`storage_quota`); the bytes are gone then.
 * Doing it twice, at once too, is no harm.
 */
export async function takeDirectUploads(
  ctx: Ctx<"objects">,
  { repoId, oids }: { readonly repoId: string; readonly oids: readonly string[] },
): Promise<void> {
  const { direct } = ctx.ports.objects;
  if (direct === null || oids.length === 0) return;
  const known = await findLinkedSizes(ctx.db, repoId, oids);
  const wanted = oids.filter((oid) => !known.has(oid));
  for (const row of await findDirectUploads(ctx.db, repoId, wanted)) await take(ctx, direct, row);
}

/** What arrived is of no use then. */
const GONE: readonly string[] = ["invalid", "quota_exceeded"];

async function take(ctx: Ctx<"objects">, direct: DirectUploads, row: DirectUploadRow): Promise<void> {
  try {
    await refuseOverQuota(ctx, { placeId: row.repoId, bytes: row.size });
    if (!(await seal(ctx, direct, row))) return;
    if (!(await isStagedWhole(ctx, row))) return await othersLink(ctx, row);
  } catch (error) {
    if (error instanceof DomainError && GONE.includes(error.code)) await drop(ctx, direct, row);
    throw error;
  }
  await link(ctx, row);
  await deleteDirectUpload(ctx.db, row.id);
}

const uploadOf = ({ storeKey: key, storeUploadId: uploadId }: DirectUploadRow) => ({ key, uploadId });

/** From here on no link changes the bytes. `false` when not all of them have arrived. */
async function seal(ctx: Ctx<"objects">, direct: DirectUploads, row: DirectUploadRow): Promise<boolean> {
  const parts = await direct.listParts(uploadOf(row)).catch(nullWhenNotFound);
  if (parts === null) return (await ctx.ports.objects.stat(row.storeKey)) !== null;
  const arrived = parts.reduce((sum, { size }) => sum + size, 0);
  if (arrived > row.size) throw wrong("wrong_size", `The upload does not have ${row.size} bytes`);
  if (arrived < row.size) return false;
  await direct.complete(uploadOf(row), parts);
  return true;
}

/** `false` when somebody else has taken it over meanwhile. Throws `invalid` for other bytes than were announced. */
async function isStagedWhole(ctx: Ctx<"objects">, { storeKey, oid, size }: DirectUploadRow): Promise<boolean> {
  const body = await ctx.ports.objects.get(storeKey).catch(nullWhenNotFound);
  if (body === null) return false;
  for await (const _ of verified(body, { oid, size }));
  return true;
}

const LOOKS = 50;
const LOOK_MS = 100;

/** Who took the bytes over links them within moments. Throws `unavailable` (`object_busy`) when that does not come. */
async function othersLink(ctx: Ctx, { repoId, oid }: DirectUploadRow): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    if ((await findLinkedSizes(ctx.db, repoId, [oid])).has(oid)) return;
    await setTimeout(LOOK_MS);
  }
  throw busy();
}

/** As for bytes that came through the platform: touched before and after, so that the collector lets them be. */
async function link(ctx: Ctx<"objects">, { repoId, oid, size, storeKey, proposerId }: DirectUploadRow): Promise<void> {
  const { objects } = ctx.ports;
  if (!(await touchObject(ctx, { oid }))) throw busy();
  if ((await objects.stat(keyOf(oid))) === null) await objects.move(storeKey, keyOf(oid)).catch(nullWhenNotFound);
  else await objects.remove(storeKey);
  if (!(await touchObject(ctx, { oid, size }))) throw busy();
  if ((await objects.stat(keyOf(oid)))?.size !== size) throw busy();
  const arrival = arrivalOf({ repoId, oid, size });
  await linkWithin(ctx, { repoId, oid, size, proposerId, endArrivals: (ctx) => endArrival(ctx, arrival) });
}

async function drop(ctx: Ctx<"objects">, direct: DirectUploads, row: DirectUploadRow): Promise<void> {
  await direct.abort(uploadOf(row));
  await ctx.ports.objects.remove(row.storeKey);
  await deleteDirectUpload(ctx.db, row.id);
}

const wrong = (reason: ContentReason, message: string) => new DomainError("invalid", message, { reason });

function busy(): DomainError {
  const reason: ContentReason = "object_busy";
  return new DomainError("unavailable", "The object is being removed; try again in a moment", { reason });
}
