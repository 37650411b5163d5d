import { type Ctx, DomainError } from "@/server/kernel";
import type { ContentReason } from "../contract";
import { findXorbs } from "../store/xet-xorbs";
import type { Aggregate } from "./aggregate";
import { badShard } from "./bad-bytes";
import type { ChunkTable } from "./chunk-table";
import { hashText, isLandmark } from "./hash";
import type { ShardFile, ShardTerm } from "./shard";
import type { Term } from "./terms";

export interface CheckedFile {
  readonly terms: readonly Term[];
  /** Chunks that clients will ask for, and the first of each xorb: what an owner's clients may be told of. */
  readonly landmarks: readonly { readonly chunk: string; readonly xorb: string }[];
}

/** Chunks that one task takes into the tree. */
const BATCH_CHUNKS = 50_000;

/** As many as 2 TB have; a question to the database names all of them. */
const MOST_XORBS = 30_000;

interface Beside {
  /** Hashes of chunks that its sender would have told to others. */
  readonly wanted: ReadonlySet<string>;
  readonly tableOf: (xorb: string) => Promise<ChunkTable>;
}

interface Waiting {
  readonly term: ShardTerm;
  readonly records: Uint8Array;
  readonly unpackedStart: number;
}

/**
 * Compares what a shard says of a file with the xorbs that are stored: lengths, the proof of each term, the hash of the
 * file. Throws `invalid` (`bad_shard`, `xorb_missing`).
 */
export async function checkFile(
  ctx: Ctx<"objects">,
  file: ShardFile,
  { wanted, tableOf }: Beside,
): Promise<CheckedFile> {
  await assertStored(ctx, file);
  const terms: Term[] = [];
  const landmarks = new Map<string, string>();
  const named = new Set<string>();
  const state = { levels: [] as Aggregate, waiting: [] as Waiting[], chunks: 0 };
  for (const term of file.terms) {
    const table = await tableOf(term.xorb);
    terms.push(checkTerm(term, table));
    for (let chunk = term.start; chunk < term.end; chunk += 1) {
      const hash = table.hash(chunk);
      const isFirst = chunk === term.start && !named.has(term.xorb);
      named.add(term.xorb);
      if (isFirst || isLandmark(hash) || (wanted.size > 0 && wanted.has(hashText(hash)))) {
        landmarks.set(hashText(hash), term.xorb);
      }
    }
    const unpackedStart = table.unpackedStart(term.start);
    state.waiting.push({ term, records: table.records(term.start, term.end), unpackedStart });
    state.chunks += term.end - term.start;
    if (state.chunks >= BATCH_CHUNKS) await fold(ctx, state);
  }
  await fold(ctx, state);
  const whole = await ctx.live.objects.run("wholeHash", { levels: state.levels });
  if (hashText(whole) !== file.hash) throw badShard("The hash of a file is not that of its chunks");
  return { terms, landmarks: [...landmarks].map(([chunk, xorb]) => ({ chunk, xorb })) };
}

async function assertStored(ctx: Ctx, { terms }: ShardFile): Promise<void> {
  const hashes = [...new Set(terms.map(({ xorb }) => xorb))];
  if (hashes.length > MOST_XORBS) throw badShard(`A file of more than ${MOST_XORBS} xorbs`);
  if ((await findXorbs(ctx.db, hashes)).length === hashes.length) return;
  const reason: ContentReason = "xorb_missing";
  throw new DomainError("invalid", "A xorb of the shard was not uploaded, or is gone; upload the file again", {
    reason,
  });
}

function checkTerm({ xorb, start, end, unpacked }: ShardTerm, table: ChunkTable): Term {
  if (start >= end || end > table.count) throw badShard(`A term names chunks ${start} to ${end} of ${table.count}`);
  if (table.unpackedStart(end) - table.unpackedStart(start) !== unpacked) {
    throw badShard("A term has another length than its chunks");
  }
  return { xorb, start, end, unpacked, packedStart: table.packedStart(start), packedEnd: table.packedStart(end) };
}

async function fold(ctx: Ctx<"objects">, state: { levels: Aggregate; waiting: Waiting[]; chunks: number }) {
  const batch = state.waiting.splice(0);
  state.chunks = 0;
  if (batch.length === 0) return;
  const terms = batch.map(({ records, unpackedStart }) => ({ records: new Uint8Array(records), unpackedStart }));
  const { levels, proofs } = await ctx.live.objects.run("foldTerms", { levels: state.levels, terms });
  state.levels = levels;
  for (const [index, { term }] of batch.entries()) {
    if (hashText(proofs[index] ?? new Uint8Array(32)) !== term.proof) throw badShard("A proof does not fit its chunks");
  }
}
