import { type Ctx, DomainError } from "@/server/kernel";
import { arriving } from "../arrivals";
import { xorbArrival } from "../store/arrivals";
import { isXorbOf, touchXorbs } from "../store/xet-xorbs";
import { badXorb } from "./bad-bytes";
import { MAX_CHUNKS, RECORD_BYTES, readChunkTable } from "./chunk-table";
import { HASH_BYTES, hashText } from "./hash";
import { publishXorb } from "./publish-xorb";
import { REMEMBERED_MS } from "./remembered";
import { type ChunkBatch, wholeChunks } from "./whole-chunks";
import { xorbKey } from "./xorb-key";

/** 64 MiB of chunks, their headers and the footer of older clients. */
const MAX_XORB_BYTES = 68 * 1024 ** 2;
const MAX_PACKED_BYTES = 64 * 1024 ** 2 + 8 * MAX_CHUNKS;

interface NewXorb {
  /** As its sender calls it. */
  readonly hash: string;
  readonly repoId: string;
  /** Who shares the places of one sender. */
  readonly lane: string;
  /** Bytes of the body. */
  readonly size: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Keeps a xorb after every chunk was unpacked and hashed. Nobody learns whether it was here already: it may be that of
 * somebody else, and its body is looked at all the same. A few megabytes are in memory at a time. Throws `invalid` (`bad_xorb`), `too_large`, `unavailable` (`disk_full`, `object_busy`,
 * `threads_busy`); nothing is left behind then.
 */
export async function putXorb(ctx: Ctx<"objects">, xorb: NewXorb): Promise<void> {
  if (xorb.size > MAX_XORB_BYTES) throw new DomainError("too_large", `A xorb has at most ${MAX_XORB_BYTES} bytes`);
  const { hash, repoId, size } = xorb;
  const isLinked = (ownerId: string) => isXorbOf(ctx.db, { hash, ownerId });
  const arrival = { placeId: repoId, key: xorbArrival(hash), bytes: size, until: { lastsMs: REMEMBERED_MS }, isLinked };
  return ctx.live.objects.xorbs.pass(() => arriving(ctx, arrival, () => keep(ctx, xorb)), xorb.lane);
}

async function keep(ctx: Ctx<"objects">, { hash, repoId, size, body }: Omit<NewXorb, "lane">): Promise<void> {
  const records: Uint8Array[] = [];
  const chunks = checked(ctx, { hash, size, body, records });
  if ((await touchXorbs(ctx, [hash])).length > 0 && (await ctx.ports.objects.stat(xorbKey(hash))) !== null) {
    for await (const _ of chunks);
    return;
  }
  await publishXorb(ctx, { hash, repoId, size, body: chunks, table: () => Buffer.concat(records) });
}

interface Checked extends Omit<NewXorb, "repoId" | "lane"> {
  /** Takes the records of the chunks. */
  readonly records: Uint8Array[];
}

/**
 * The same chunks; throws instead of ending when they are not those that the hash names. Each batch is checked while
 * the one before is written. Zeros stand for the footer of older clients.
 */
async function* checked(ctx: Ctx<"objects">, { hash, size, body, records }: Checked): AsyncGenerator<Uint8Array> {
  const seen = { received: 0, chunks: 0, packed: 0, unpacked: 0 };
  let ahead: Promise<Batch> | null = null;
  for await (const batch of wholeChunks(counted(body, seen))) {
    const before: Promise<Batch> | null = ahead;
    ahead = check(ctx, batch);
    ahead.catch(() => {}); // thrown where it is awaited
    if (before !== null) yield take(await before, seen, records);
  }
  if (ahead !== null) yield take(await ahead, seen, records);
  if (seen.received !== size) throw badXorb(`The body has ${seen.received} bytes instead of ${size}`);
  const root = seen.chunks === 0 ? "" : await rootOfRecords(ctx, Buffer.concat(records));
  if (root !== hash) throw badXorb("The hash of the xorb is not that of its chunks");
  if (size > seen.packed) yield new Uint8Array(size - seen.packed);
}

interface Batch {
  readonly bytes: Uint8Array;
  /** Counted from the beginning of the batch. */
  readonly records: Uint8Array;
}

const check = (ctx: Ctx<"objects">, { bytes }: ChunkBatch): Promise<Batch> =>
  ctx.live.objects.run("checkChunks", { bytes }, [bytes.buffer]);

interface Seen {
  received: number;
  chunks: number;
  packed: number;
  unpacked: number;
}

async function* counted(body: AsyncIterable<Uint8Array>, seen: Seen): AsyncGenerator<Uint8Array> {
  for await (const part of body) {
    seen.received += part.byteLength;
    yield part;
  }
}

function take({ bytes, records: relative }: Batch, seen: Seen, records: Uint8Array[]): Uint8Array {
  const view = new DataView(relative.buffer, relative.byteOffset, relative.byteLength);
  for (let at = 0; at < relative.byteLength; at += RECORD_BYTES) {
    const [packedAt, unpackedAt] = [at + HASH_BYTES, at + HASH_BYTES + 4];
    view.setUint32(packedAt, view.getUint32(packedAt, true) + seen.packed, true);
    view.setUint32(unpackedAt, view.getUint32(unpackedAt, true) + seen.unpacked, true);
  }
  const table = readChunkTable(relative);
  seen.packed = table.packedStart(table.count);
  seen.unpacked = table.unpackedStart(table.count);
  seen.chunks += table.count;
  if (seen.chunks > MAX_CHUNKS || seen.packed > MAX_PACKED_BYTES) throw badXorb("A xorb has too many chunks");
  records.push(relative);
  return bytes;
}

/** Hash of a xorb with these chunks. */
export async function rootOfRecords(ctx: Ctx<"objects">, records: Uint8Array): Promise<string> {
  const { levels } = await ctx.live.objects.run("foldTerms", { levels: [], terms: [{ records, unpackedStart: 0 }] });
  return hashText(await ctx.live.objects.run("rootHash", { levels }));
}
