import { createHash } from "node:crypto";
import { personOf } from "@/server/access";
import { type Ctx, DomainError, notFound } from "@/server/kernel";
import { arriving } from "./arrivals";
import type { ContentReason, Upload } from "./contract";
import { refuseTooLarge } from "./largest-object";
import { partKey, uploadFolder } from "./object-key";
import { putObject } from "./put-object";
import { refuseOverQuota } from "./quota";
import * as store from "./store/uploads";

const MIB = 1024 ** 2;
const MIN_PART_BYTES = 16 * MIB;
const MAX_PARTS = 10_000;
const LIFETIME_MS = 3 * 24 * 3_600_000;
const MAX_OPEN = 100;

interface NewUpload {
  readonly repoId: string;
  readonly size: number;
  /** Begun by somebody who may only propose. */
  readonly isProposal?: boolean;
}

/**
 * Opens a file upload that survives a lost connection: the browser sends parts in any order and asks which arrived.
 * The caller has authorised writing to the repository. Throws `quota_exceeded` (`too_many_uploads`,
 * `storage_quota`), `too_large`.
 */
export async function createUpload(ctx: Ctx, { repoId, size, isProposal = false }: NewUpload): Promise<Upload> {
  const { userId } = personOf(ctx);
  await refuseTooLarge(ctx, size);
  await refuseOverQuota(ctx, { placeId: repoId, bytes: size });
  await refuseMoreUploads(ctx, userId);
  const partBytes = Math.max(MIN_PART_BYTES, Math.ceil(size / MAX_PARTS / MIB) * MIB);
  const row = await store.insertUpload(ctx, { repoId, userId, size, partBytes, isProposal, expiresAt: expiry(ctx) });
  return uploadOf(row, []);
}

/** Throws `quota_exceeded` (`too_many_uploads`) for a person who has too many that are not finished. */
export async function refuseMoreUploads(ctx: Ctx, userId: string): Promise<void> {
  if ((await store.countOpenUploads(ctx, userId)) < MAX_OPEN) return;
  throw failed("quota_exceeded", "too_many_uploads", `You have ${MAX_OPEN} unfinished uploads; finish some first`);
}

/** An upload of the caller. Throws `not_found` for one of somebody else, or one that has expired. */
export async function getUpload(ctx: Ctx, uploadId: string): Promise<Upload> {
  const row = await getOwnUpload(ctx, uploadId);
  return uploadOf(row, await store.listReceivedParts(ctx.db, uploadId));
}

interface Part {
  readonly uploadId: string;
  /** From 1. */
  readonly number: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Keeps one part, whole or not at all; sending it again replaces it. Throws `invalid` (`wrong_size`), `not_found`,
 * `quota_exceeded` (`storage_quota`).
 */
export async function putPart(ctx: Ctx<"objects">, { uploadId, number, body }: Part): Promise<void> {
  const row = await getOwnUpload(ctx, uploadId);
  if (row.oid !== null) throw new DomainError("conflict", "The upload is complete", { reason: "upload_complete" });
  if (!Number.isInteger(number) || number < 1 || number > partCount(row)) throw notFound("Part", String(number));
  await refuseOverQuota(ctx, { placeId: row.repoId, bytes: row.size });
  const size = Math.min(row.partBytes, row.size - (number - 1) * row.partBytes);
  await arriving(
    ctx,
    { placeId: row.repoId, key: partArrival(uploadId, number), bytes: size, until: { uploadId } },
    async () => {
      await ctx.ports.objects.put(partKey(uploadId, number), body, size);
      await store.putReceivedPart(ctx.db, { uploadId, number, etag: null });
    },
  );
  await store.setUploadExpiry(ctx, uploadId, expiry(ctx));
}

/**
 * Puts the parts together and gives the file to the repository; a second call answers the same. Throws `conflict`
 * (`parts_missing`, with the first of their numbers in the details), `unavailable` (`disk_full`).
 */
export async function completeUpload(
  ctx: Ctx<"objects">,
  uploadId: string,
): Promise<{ readonly oid: string; readonly size: number }> {
  const row = await getOwnUpload(ctx, uploadId);
  if (row.oid !== null) return { oid: row.oid, size: row.size };
  const missing = missingParts(partCount(row), await store.listReceivedParts(ctx.db, uploadId));
  if (missing.length > 0) {
    const reason: ContentReason = "parts_missing";
    throw new DomainError("conflict", "Parts are missing", { reason, details: { parts: missing.slice(0, 100) } });
  }
  const hash = createHash("sha256");
  for await (const chunk of joined(ctx, row)) hash.update(chunk);
  const oid = hash.digest("hex");
  const proposerId = row.isProposal ? row.userId : null;
  await putObject(ctx, { repoId: row.repoId, oid, size: row.size, body: joined(ctx, row), uploadId, proposerId });
  await store.setUploadOid(ctx, uploadId, oid);
  await removeParts(ctx, uploadId);
  return { oid, size: row.size };
}

/** Gives up an upload of the caller; what arrived is removed. */
export async function cancelUpload(ctx: Ctx<"objects">, uploadId: string): Promise<void> {
  await getOwnUpload(ctx, uploadId);
  await store.deleteUpload(ctx.db, uploadId);
  await removeParts(ctx, uploadId);
}

/** Removes what arrived of an upload. */
export async function removeParts(ctx: Ctx<"objects">, uploadId: string): Promise<void> {
  for await (const { key } of ctx.ports.objects.list(uploadFolder(uploadId))) await ctx.ports.objects.remove(key);
}

async function getOwnUpload(ctx: Ctx, uploadId: string) {
  const row = await store.findUploadRow(ctx.db, uploadId);
  if (row === null || row.claimedOid !== null || row.userId !== personOf(ctx).userId || row.expiresAt <= ctx.now()) {
    throw notFound("Upload", uploadId);
  }
  return row;
}

/** The bytes of all parts, in their order. */
export async function* joined(
  ctx: Ctx<"objects">,
  row: Pick<store.UploadRow, "id" | "size" | "partBytes">,
): AsyncIterable<Uint8Array> {
  for (let number = 1; number <= partCount(row); number++) {
    yield* await ctx.ports.objects.get(partKey(row.id, number));
  }
}

function missingParts(parts: number, received: readonly number[]): number[] {
  const arrived = new Set(received);
  return Array.from({ length: parts }, (_, index) => index + 1).filter((number) => !arrived.has(number));
}

export const partArrival = (uploadId: string, number: number): string => `part ${uploadId} ${number}`;

/** How many parts there must be. */
export const partCount = ({ size, partBytes }: Pick<store.UploadRow, "size" | "partBytes">) =>
  Math.ceil(size / partBytes);
/** When an upload ends that nothing more is sent to. */
export const expiry = (ctx: Ctx) => new Date(ctx.now().getTime() + LIFETIME_MS);

const uploadOf = (row: store.UploadRow, receivedParts: number[]): Upload => ({
  id: row.id,
  repoId: row.repoId,
  size: row.size,
  partBytes: row.partBytes,
  partCount: partCount(row),
  receivedParts,
  expiresAt: row.expiresAt,
  oid: row.oid,
});

const failed = (code: "quota_exceeded", reason: ContentReason, message: string) =>
  new DomainError(code, message, { reason });
