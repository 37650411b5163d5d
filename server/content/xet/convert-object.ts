import { createHash } from "node:crypto";
import { atomically, type Ctx } from "@/server/kernel";
import { keyOf } from "../object-key";
import { findLinkedSizes, listLinked } from "../store/objects";
import { dropWholeLinks, findLinks, insertLink, putFile, settleClaims } from "../store/xet-files";
import { putChunks, touchXorbs } from "../store/xet-xorbs";
import type { Aggregate } from "./aggregate";
import { readChunkTable } from "./chunk-table";
import { hashText, isLandmark } from "./hash";
import { createKnownChunks } from "./known-chunks";
import { writeTerms } from "./terms";
import { createXorbWriter, type OpenTerm } from "./xorb-writer";

const WINDOW_BYTES = 4 * 1024 ** 2;
/** Smaller ones are not worth it. */
const LEAST_BYTES = 1024 ** 2;

interface Wanted {
  readonly repoId: string;
  /** Whose repositories may have chunks of it already. */
  readonly ownerId: string;
  readonly oid: string;
}

/**
 * Turns an object that came whole into a Xet file: chunks that the owner's repositories have are not kept again, and the
 * collector takes the whole object a day later. Every repository that has it reads it as before. Returns whether there
 * was something to do. Safe to run twice and to be killed anywhere.
 */
export async function convertObject(ctx: Ctx<"objects">, wanted: Wanted, signal: AbortSignal): Promise<boolean> {
  const { repoId, ownerId, oid } = wanted;
  const size = (await findLinkedSizes(ctx.db, repoId, [oid])).get(oid);
  if (size === undefined || size < LEAST_BYTES) return false;
  const [known] = await findLinks(ctx.db, { repoId, oids: [oid] });
  if (known && !known.isVerified) return false;
  const made = await chunk(ctx, wanted, signal);
  if (made === null) return false;
  const xorbs = [...new Set(made.terms.map(({ xorb }) => xorb))];
  return atomically(ctx, async (ctx) => {
    if ((await touchXorbs(ctx, xorbs)).length < xorbs.length) return false;
    await putFile(ctx, { hash: made.hash, size, terms: writeTerms(made.terms), xorbs });
    await settleClaims(ctx, { hash: made.hash, oid });
    const rows = made.landmarks.map(({ chunkHash, term }) => ({ ownerId, chunkHash, xorbHash: term.xorb }));
    await putChunks(ctx.db, rows);
    for (const linked of await listLinked(ctx.db, oid)) {
      await insertLink(ctx, { repoId: linked, fileHash: made.hash, oid, isVerified: true, receivedBytes: size });
    }
    await dropWholeLinks(ctx, oid);
    return true;
  });
}

interface Made {
  readonly hash: string;
  readonly terms: readonly OpenTerm[];
  readonly landmarks: readonly { readonly chunkHash: string; readonly term: OpenTerm }[];
}

/** `null` when the store gave other bytes than it was given. */
async function chunk(ctx: Ctx<"objects">, { repoId, ownerId, oid }: Wanted, signal: AbortSignal): Promise<Made | null> {
  const writer = createXorbWriter(ctx, repoId);
  const known = createKnownChunks(ctx, ownerId);
  const terms: OpenTerm[] = [];
  const landmarks: { chunkHash: string; term: OpenTerm }[] = [];
  const sha256 = createHash("sha256");
  let levels: Aggregate = [];
  for await (const { bytes, records } of windows(ctx, oid, sha256)) {
    signal.throwIfAborted();
    const table = readChunkTable(records);
    for (let index = 0; index < table.count; index += 1) {
      const hash = table.hash(index);
      const isAsked = terms.length === 0 || isLandmark(hash);
      const packed = bytes.subarray(table.packedStart(index), table.packedStart(index + 1));
      const unpacked = table.unpackedStart(index + 1) - table.unpackedStart(index);
      const term = (await known.find(hash, isAsked)) ?? (await writer.add({ hash, packed, unpacked }));
      append(terms, term);
      if (isAsked) landmarks.push({ chunkHash: hashText(hash), term: terms.at(-1) ?? term });
    }
    ({ levels } = await ctx.live.objects.run("foldTerms", { levels, terms: [{ records, unpackedStart: 0 }] }));
  }
  await writer.flush();
  if (sha256.digest("hex") !== oid) {
    ctx.log.error({ oid }, "object damaged");
    return null;
  }
  const whole = await ctx.live.objects.run("wholeHash", { levels });
  return { hash: hashText(whole), terms, landmarks };
}

/** Chunks that lie one after the other in the same xorb are one term. */
function append(terms: OpenTerm[], next: OpenTerm): void {
  const last = terms.at(-1);
  if (last === undefined || last.xorb !== next.xorb || last.end !== next.start) {
    terms.push(next);
    return;
  }
  Object.assign(last, { end: next.end, packedEnd: next.packedEnd, unpacked: last.unpacked + next.unpacked });
}

/** The object, cut and packed by threads in pieces of a few megabytes. */
async function* windows(ctx: Ctx<"objects">, oid: string, sha256: ReturnType<typeof createHash>) {
  let held: Uint8Array[] = [];
  let size = 0;
  const pack = (isLast: boolean) =>
    ctx.live.objects.run("packChunks", { bytes: new Uint8Array(Buffer.concat(held, size)), isLast });
  for await (const part of await ctx.ports.objects.get(keyOf(oid))) {
    sha256.update(part);
    held.push(part);
    size += part.byteLength;
    if (size < WINDOW_BYTES) continue;
    const { consumed, ...made } = await pack(false);
    yield made;
    held = [Buffer.concat(held, size).subarray(consumed)];
    size -= consumed;
  }
  if (size > 0) yield await pack(true);
}
