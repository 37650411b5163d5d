import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { putXorb, registerShard } from "@/server/content";
import { type Aggregate, addChunk, rootOf } from "@/server/content/xet/aggregate";
import { readChunkTable } from "@/server/content/xet/chunk-table";
import { hashBytes, hashText } from "@/server/content/xet/hash";
import { fileHash, rangeHash } from "@/server/content/xet/keyed-hash";
import { packChunks } from "@/server/content/xet/pack-chunks";
import { PROOFS_FLAG, SHA256_FLAG, SHARD_RECORD_BYTES, SHARD_TAG } from "@/server/content/xet/shard-format";
import type { Ctx } from "@/server/kernel";
import { shaOf } from "./sha-of";
import type { setupWorld } from "./world";

/** What a client makes of a file that fits into one xorb. */
export function packFile(content: Uint8Array) {
  const { bytes, records } = packChunks({ bytes: content, isLast: true });
  const table = readChunkTable(records);
  const hashes = Array.from({ length: table.count }, (_, chunk) => table.hash(chunk));
  const levels: Aggregate = [];
  for (const [chunk, hash] of hashes.entries()) {
    addChunk(levels, { hash, length: table.unpackedStart(chunk + 1) - table.unpackedStart(chunk) });
  }
  const root = rootOf(levels);
  return { xorb: hashText(root), file: hashText(fileHash(root)), bytes: Buffer.from(bytes), table, hashes };
}

interface TermClaim {
  readonly xorb: string;
  readonly start: number;
  readonly end: number;
  readonly unpacked: number;
  /** Default: none. */
  readonly proof?: string;
}

interface FileClaim {
  readonly hash: string;
  readonly terms: readonly TermClaim[];
  readonly oid?: string;
}

const record = (hash: Uint8Array | string, ...words: number[]) => {
  const bytes = Buffer.alloc(SHARD_RECORD_BYTES);
  bytes.set(typeof hash === "string" ? hashBytes(hash) : hash);
  for (const [at, word] of words.entries()) bytes.writeUInt32LE(word, 32 + at * 4);
  return bytes;
};
const BOOKEND = record(Buffer.alloc(32, 0xff));

/** A shard that claims these files, as clients upload it. */
export function writeShard(files: readonly FileClaim[]): Buffer {
  const entries = files.flatMap(({ hash, terms, oid }) => [
    record(hash, PROOFS_FLAG + (oid === undefined ? 0 : SHA256_FLAG), terms.length),
    ...terms.map(({ xorb, start, end, unpacked }) => record(xorb, 0, unpacked, start, end)),
    ...terms.map(({ proof }) => record(proof ?? Buffer.alloc(32))),
    ...(oid === undefined ? [] : [record(oid)]),
  ]);
  return Buffer.concat([record(SHARD_TAG, 2), ...entries, BOOKEND, BOOKEND]);
}

/** The only term of a file that `packFile` packed. */
export function termOf({ xorb, table, hashes }: ReturnType<typeof packFile>): Required<TermClaim> {
  const proof = hashText(rangeHash(Buffer.concat(hashes)));
  return { xorb, start: 0, end: table.count, unpacked: table.unpackedStart(table.count), proof };
}

type Packed = ReturnType<typeof packFile>;

interface Tenant {
  readonly repoId: string;
  readonly ownerId: string;
}

interface Claim {
  readonly oid?: string;
  readonly term?: Partial<TermClaim>;
  readonly file?: string;
  readonly ctx?: Ctx<"objects">;
}

/** Repositories that send files as chunks, without a front door between. */
export function setupXet(world: ReturnType<typeof setupWorld>) {
  const stream = (bytes: Uint8Array) => Readable.from([bytes]);
  const tenant = (): Tenant => ({ repoId: randomUUID(), ownerId: randomUUID() });

  const send = ({ repoId }: Tenant, { xorb, bytes }: Packed, ctx = world.system()) =>
    putXorb(ctx, { hash: xorb, repoId, lane: repoId, size: bytes.byteLength, body: stream(bytes) });

  const claim = (to: Tenant, packed: Packed, { oid, term = {}, file = packed.file, ctx = world.system() }: Claim) =>
    registerShard(ctx, {
      ...to,
      bytes: writeShard([{ hash: file, terms: [{ ...termOf(packed), ...term }], ...(oid !== undefined && { oid }) }]),
    });

  async function upload(content: Buffer, to = tenant()) {
    const packed = packFile(content);
    await send(to, packed);
    await claim(to, packed, { oid: shaOf(content) });
    return { ...to, packed, oid: shaOf(content), content };
  }
  return { stream, tenant, send, claim, upload };
}
