import { Readable } from "node:stream";
import { type Ctx, DomainError } from "@/server/kernel";
import type { ContentReason } from "../contract";
import type { XetFileRow } from "../store/xet-files";
import { readTerms, type Term } from "./terms";
import { type ChunkBatch, rawChunks, wholeChunks } from "./whole-chunks";
import { xorbKey } from "./xorb-key";
import { lost, tableOf } from "./xorb-table";

/** Inclusive byte positions, 0-based, inside the file. */
interface Range {
  readonly start: number;
  readonly end: number;
}

export interface ReadPlan {
  /** Bytes to leave out before the first one that was asked for. */
  readonly skip: number;
  readonly terms: readonly Term[];
}

/** Which chunks give a part of a file: the terms that it touches, without their outer chunks that it does not. */
export async function planRead(ctx: Ctx<"objects">, { terms }: XetFileRow, { start, end }: Range): Promise<ReadPlan> {
  const found: Term[] = [];
  let skip = 0;
  let offset = 0;
  for (const term of readTerms(terms)) {
    const termEnd = offset + term.unpacked;
    if (offset > end) break;
    if (termEnd > start) {
      const isWhole = start <= offset && end >= termEnd - 1;
      const cut = isWhole ? { term, skipped: 0 } : await trim(ctx, term, { start: start - offset, end: end - offset });
      if (found.length === 0) skip = Math.max(0, start - offset - cut.skipped);
      found.push(cut.term);
    }
    offset = termEnd;
  }
  return { skip, terms: found };
}

/** Only the chunks of a term that a part of it touches; the part is counted from the beginning of the term. */
async function trim(ctx: Ctx<"objects">, term: Term, { start, end }: Range) {
  const table = await tableOf(ctx, term.xorb);
  const base = table.unpackedStart(term.start);
  let first = term.start;
  while (first + 1 < term.end && table.unpackedStart(first + 1) - base <= start) first += 1;
  let last = first + 1;
  while (last < term.end && table.unpackedStart(last) - base <= end) last += 1;
  const skipped = table.unpackedStart(first) - base;
  const trimmed = {
    xorb: term.xorb,
    start: first,
    end: last,
    unpacked: table.unpackedStart(last) - table.unpackedStart(first),
    packedStart: table.packedStart(first),
    packedEnd: table.packedStart(last),
  };
  return { term: trimmed, skipped };
}

/** The bytes of a file, or a part of them, put together as they are read. Throws `unavailable` (`object_lost`). */
export async function openXetFile(ctx: Ctx<"objects">, file: XetFileRow, range?: Range): Promise<Readable> {
  const wanted = range ?? { start: 0, end: file.size - 1 };
  const plan = await planRead(ctx, file, wanted);
  const [first] = plan.terms;
  if (first && (await ctx.ports.objects.stat(xorbKey(first.xorb))) === null) {
    ctx.log.error({ xorb: first.xorb }, "xorb lost");
    const reason: ContentReason = "object_lost";
    throw new DomainError("unavailable", "The store has lost a part of this file; upload it again", { reason });
  }
  return Readable.from(cut(unpacked(ctx, plan.terms), plan.skip, wanted.end - wanted.start + 1), { objectMode: false });
}

async function* cut(bytes: AsyncIterable<Uint8Array>, skip: number, length: number): AsyncGenerator<Uint8Array> {
  let before = skip;
  let left = length;
  for await (const part of bytes) {
    const wanted = part.subarray(Math.min(before, part.byteLength), before + left);
    before = Math.max(0, before - part.byteLength);
    left -= wanted.byteLength;
    if (wanted.byteLength > 0) yield wanted;
    if (left === 0) return;
  }
}

/** The next batch is read and unpacked while the one before is on its way. */
async function* unpacked(ctx: Ctx<"objects">, terms: readonly Term[]): AsyncGenerator<Uint8Array> {
  let ahead: Promise<readonly Uint8Array[]> | null = null;
  for await (const batch of batchesOf(ctx, terms)) {
    const before: Promise<readonly Uint8Array[]> | null = ahead;
    ahead = unpack(ctx, batch);
    ahead.catch(() => {}); // thrown where it is awaited
    if (before !== null) yield* await before;
  }
  if (ahead !== null) yield* await ahead;
}

async function* batchesOf(ctx: Ctx<"objects">, terms: readonly Term[]): AsyncGenerator<ChunkBatch> {
  for (const { xorb, packedStart, packedEnd } of terms) {
    const range = { start: packedStart, end: packedEnd - 1 };
    const body = await ctx.ports.objects.get(xorbKey(xorb), range).catch(lost);
    yield* wholeChunks(body);
  }
}

async function unpack(ctx: Ctx<"objects">, batch: ChunkBatch): Promise<readonly Uint8Array[]> {
  if (batch.isRaw) return [...rawChunks(batch)];
  const { bytes } = await ctx.live.objects.run("unpackChunks", { bytes: batch.bytes }, [batch.bytes.buffer]);
  return [bytes];
}
