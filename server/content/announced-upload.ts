import { createHash } from "node:crypto";
import { type Ctx, DomainError, notFound } from "@/server/kernel";
import { arriving } from "./arrivals";
import type { ContentReason } from "./contract";
import { refuseTooLarge } from "./largest-object";
import { partKey } from "./object-key";
import { findVerifiedObjects } from "./open-object";
import { putObject } from "./put-object";
import { refuseOverQuota } from "./quota";
import * as store from "./store/uploads";
import { expiry, joined, partArrival, partCount, refuseMoreUploads, removeParts } from "./uploads";

/** A file whose SHA-256 its sender announced before its parts. Whoever says the same again means the same upload. */
interface AnnouncedUpload {
  readonly repoId: string;
  readonly userId: string;
  readonly oid: string;
  readonly size: number;
  readonly partBytes: number;
  /** The same person, where they may only propose. */
  readonly proposerId?: string | null;
}

interface Part {
  /** From 1. */
  readonly number: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Keeps one part, whole or not at all, and answers the SHA-256 of its bytes; sending it again replaces it. The caller
 * has authorised writing. Throws `invalid` (`wrong_size`), `not_found`, `too_large`, `quota_exceeded`.
 */
export async function putAnnouncedPart(
  ctx: Ctx<"objects">,
  upload: AnnouncedUpload,
  { number, body }: Part,
): Promise<string> {
  const id = idOf(upload);
  if (!Number.isInteger(number) || number < 1 || number > partCount(upload)) throw notFound("Part", String(number));
  await refuseTooLarge(ctx, upload.size);
  if (!(await isThere(ctx, upload))) await refuseOverQuota(ctx, { placeId: upload.repoId, bytes: upload.size });
  await open(ctx, id, upload);
  const size = Math.min(upload.partBytes, upload.size - (number - 1) * upload.partBytes);
  const part = { placeId: upload.repoId, key: partArrival(id, number), bytes: size, until: { uploadId: id } };
  const etag = await arriving(ctx, part, async () => {
    const hash = createHash("sha256");
    await ctx.ports.objects.put(partKey(id, number), hashed(body, hash), size);
    const etag = hash.digest("hex");
    await store.putReceivedPart(ctx.db, { uploadId: id, number, etag });
    return etag;
  });
  await store.setUploadExpiry(ctx, id, expiry(ctx));
  return etag;
}

/**
 * Puts these parts together and gives the file to the repository. What is there already, by this upload or another, is
 * no error. Throws `conflict` (`parts_missing`), `invalid` (`wrong_parts`, `wrong_oid`); wrong bytes are gone then.
 */
export async function completeAnnounced(
  ctx: Ctx<"objects">,
  upload: AnnouncedUpload,
  parts: readonly { readonly number: number; readonly etag: string }[],
): Promise<void> {
  const id = idOf(upload);
  if (!(await isThere(ctx, upload))) await join(ctx, upload, parts);
  await drop(ctx, id);
}

async function join(
  ctx: Ctx<"objects">,
  upload: AnnouncedUpload,
  parts: Parameters<typeof completeAnnounced>[2],
): Promise<void> {
  const id = idOf(upload);
  const received = await store.listParts(ctx.db, id);
  const missing = partCount(upload) - received.length;
  if (missing > 0) throw failed("conflict", "parts_missing", `${missing} parts have not arrived`);
  const named = new Map(parts.map(({ number, etag }) => [number, etag]));
  const isSame = received.every(({ number, etag }) => named.get(number) === etag);
  if (!isSame || named.size !== received.length) {
    throw failed("invalid", "wrong_parts", "The parts are not those that arrived");
  }
  try {
    const { repoId, oid, size, proposerId } = upload;
    const body = joined(ctx, { ...upload, id });
    await putObject(ctx, { repoId, oid, size, body, uploadId: id, ...(proposerId && { proposerId }) });
  } catch (error) {
    // Another client that sent the same file was faster, and took the parts away.
    if (await isThere(ctx, upload)) return;
    if (error instanceof DomainError && error.code === "invalid") await drop(ctx, id);
    throw error;
  }
}

const isThere = async (ctx: Ctx, { repoId, oid, size }: AnnouncedUpload) =>
  (await findVerifiedObjects(ctx, { repoId, oids: [oid] })).get(oid) === size;

async function drop(ctx: Ctx<"objects">, id: string): Promise<void> {
  await store.deleteUpload(ctx.db, id);
  await removeParts(ctx, id);
}

async function open(ctx: Ctx, id: string, { repoId, userId, size, partBytes, oid }: AnnouncedUpload): Promise<void> {
  if ((await store.findUploadRow(ctx.db, id)) !== null) return;
  await refuseMoreUploads(ctx, userId);
  const facts = { repoId, userId, size, partBytes, claimedOid: oid, expiresAt: expiry(ctx) };
  await store.insertUploadOnce(ctx, { id, ...facts });
}

/** A UUIDv8 (RFC 9562 §5.8) of everything that makes it this upload. */
function idOf({ repoId, userId, oid, size, partBytes }: AnnouncedUpload): string {
  const bytes = createHash("sha256").update([repoId, userId, oid, size, partBytes].join(" ")).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

async function* hashed(body: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
}

const failed = (code: "conflict" | "invalid", reason: ContentReason, message: string) =>
  new DomainError(code, message, { reason });
