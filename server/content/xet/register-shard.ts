import { atomically, type Ctx, DomainError, enqueue } from "@/server/kernel";
import type { ContentReason } from "../contract";
import { verifyXetFile } from "../jobs";
import { refuseTooLarge } from "../largest-object";
import { holdQuota, refuseOverQuota } from "../quota";
import { putProposed } from "../store/proposed-objects";
import { findPlace } from "../store/quotas";
import { insertLink, lockLinks, putFile, setLinkOid } from "../store/xet-files";
import { putChunks, setCounted, touchXorbs } from "../store/xet-xorbs";
import { type CheckedFile, checkFile } from "./check-file";
import { endArrivalsOf } from "./end-arrivals";
import { readShard, type ShardFile } from "./shard";
import { type Term, writeTerms } from "./terms";
import { tablesOfShard } from "./xorb-table";

/** A file of 1 TB has as many chunks. */
const MOST_CHUNKS = 2 ** 24;

interface NewShard {
  readonly bytes: Buffer;
  readonly repoId: string;
  /** Whose clients may be told of its chunks. */
  readonly ownerId: string;
  /** Who sends it and may only propose it. */
  readonly proposerId?: string | null;
  /** Called after each file that was checked. */
  readonly onProgress?: (checked: number, total: number) => void;
}

/**
 * Gives the files of a shard to a repository, after its sender has shown that they have each chunk (hub-protocols §4.8).
 * `false` when the repository had all of them. Doing it twice changes nothing. Throws `invalid` (`bad_shard`,
 * `xorb_missing`, `claim_refuted`), `too_large`, `quota_exceeded` (`storage_quota`), `unavailable` (`claim_unverified`: try again once that is settled).
 */
export async function registerShard(ctx: Ctx<"objects">, shard: NewShard): Promise<boolean> {
  const { files, landmarks } = readShard(shard.bytes);
  const chunks = files.flatMap(({ terms }) => terms).reduce((sum, { start, end }) => sum + end - start, 0);
  if (chunks > MOST_CHUNKS) throw new DomainError("too_large", `A shard names at most ${MOST_CHUNKS} chunks`);
  const beside = { wanted: landmarks, tableOf: tablesOfShard(ctx) };
  let isNew = false;
  for (const [index, file] of files.entries()) {
    await refuseTooLarge(ctx, sizeOf(file));
    const checked = await checkFile(ctx, file, beside);
    isNew = (await keep(ctx, { ...shard, file, checked })) || isNew;
    shard.onProgress?.(index + 1, files.length);
  }
  return isNew;
}

const sizeOf = ({ terms }: ShardFile) => terms.reduce((sum, { unpacked }) => sum + unpacked, 0);

interface Kept extends NewShard {
  readonly file: ShardFile;
  readonly checked: CheckedFile;
}

const keep = (ctx: Ctx<"objects">, { repoId, ownerId, file, checked, proposerId = null }: Kept): Promise<boolean> =>
  atomically(ctx, async (ctx) => {
    const xorbs = [...new Set(file.terms.map(({ xorb }) => xorb))];
    const stored = await touchXorbs(ctx, xorbs);
    if (stored.length < xorbs.length) throw missing();
    const { hash, oid } = file;
    const known = await putFile(ctx, { hash, size: sizeOf(file), terms: writeTerms(checked.terms), xorbs });
    if (known.oid !== null && oid !== null && known.oid !== oid) throw refuted();
    await putChunks(
      ctx.db,
      checked.landmarks.map(({ chunk, xorb }) => ({ ownerId, chunkHash: chunk, xorbHash: xorb })),
    );
    const isVerified = known.oid !== null && known.oid === oid;
    const { terms } = checked;
    const facts = { repoId, fileHash: hash, oid, isVerified, stored, proposerId };
    const isNew = await link(ctx, { ...facts, size: sizeOf(file), terms });
    if (known.oid === null) await enqueue(ctx, verifyXetFile, { payload: { fileHash: hash }, key: hash });
    return isNew;
  });

interface Link {
  readonly repoId: string;
  readonly fileHash: string;
  readonly oid: string | null;
  readonly isVerified: boolean;
  readonly stored: Awaited<ReturnType<typeof touchXorbs>>;
  readonly size: number;
  readonly terms: readonly Term[];
  readonly proposerId: string | null;
}

async function link(ctx: Ctx, { stored, size, terms, proposerId, ...wanted }: Link): Promise<boolean> {
  const { repoId, fileHash, oid, isVerified } = wanted;
  const links = await lockLinks(ctx.db, wanted);
  const own = links.find((found) => found.fileHash === fileHash);
  const other = links.find((found) => found.fileHash !== fileHash);
  if (other?.isVerified && isVerified) return false; // other chunks, same content
  if (other) throw unsettled();
  if (own) {
    if (oid === null || own.oid === oid) return false;
    if (own.isVerified) throw refuted();
    if (own.oid !== null) throw unsettled();
    await setLinkOid(ctx.db, { repoId, fileHash, oid, isVerified });
    return true;
  }
  await hold(ctx, { repoId, terms, size });
  const sent = stored.filter((xorb) => xorb.repoId === repoId && !xorb.isCounted);
  const receivedBytes = sent.reduce((sum, { packedBytes }) => sum + packedBytes, 0);
  if (!(await insertLink(ctx, { ...wanted, receivedBytes }))) throw unsettled();
  if (proposerId !== null) await putProposed(ctx, { repoId, oid, fileHash, userId: proposerId });
  if (sent.length > 0) {
    await setCounted(
      ctx.db,
      sent.map(({ hash }) => hash),
    );
  }
  return true;
}

/** In a bucket a file counts once it has a path: what was sent for it is on its way until then. */
async function hold(
  ctx: Ctx,
  { repoId: placeId, terms, size }: Pick<Link, "repoId" | "terms" | "size">,
): Promise<void> {
  const place = await findPlace(ctx.db, placeId);
  if (place?.isBucket) return refuseOverQuota(ctx, { placeId, bytes: size });
  await holdQuota(ctx, { placeId, bytes: size, endArrivals: (ctx) => endArrivalsOf(ctx, { placeId, terms }) });
}

const failed = (reason: ContentReason, message: string) => new DomainError("invalid", message, { reason });
const missing = () => failed("xorb_missing", "A xorb of the shard was not uploaded, or is gone; upload the file again");
const refuted = () => failed("claim_refuted", "The SHA-256 of a file in the shard is not that of its content");

/** Somebody claimed something else about the same file and nobody has looked yet: it is settled within moments. */
function unsettled(): DomainError {
  const reason: ContentReason = "claim_unverified";
  return new DomainError("unavailable", "Another claim about this file is being verified; try again in a moment", {
    reason,
  });
}
