import type { Ctx } from "@/server/kernel";
import { MAX_CHUNKS, readChunkTable, writeRecord } from "./chunk-table";
import { hashText } from "./hash";
import { publishXorb } from "./publish-xorb";
import { rootOfRecords } from "./put-xorb";
import type { Term } from "./terms";
import { tableOf } from "./xorb-table";

const MAX_BYTES = 64 * 1024 ** 2;

export interface NewChunk {
  readonly hash: Uint8Array;
  /** With its header. */
  readonly packed: Uint8Array;
  readonly unpacked: number;
}

/** A term whose xorb gets its name once it is full. */
export type OpenTerm = Omit<Term, "xorb"> & { xorb: string };

interface OpenXorb {
  readonly parts: Uint8Array[];
  readonly records: Uint8Array[];
  readonly terms: Set<OpenTerm>;
  /** Where each chunk lies, by its hash. */
  readonly places: Map<string, OpenTerm>;
  packed: number;
  unpacked: number;
}

const empty = (): OpenXorb => ({ parts: [], records: [], terms: new Set(), places: new Map(), packed: 0, unpacked: 0 });

/** Packs chunks that were made here into xorbs, one after the other; one of them is in memory. */
export function createXorbWriter(ctx: Ctx<"objects">, repoId: string) {
  let open = empty();
  const flush = async () => {
    const { parts, records, terms, packed } = open;
    open = empty();
    if (records.length === 0) return;
    const table = Buffer.concat(records);
    const hash = await rootOfRecords(ctx, table);
    const packing = { hash, repoId, size: packed, body: each(parts), table: () => table };
    const isOurs = await publishXorb(ctx, packing);
    const stored = isOurs ? readChunkTable(table) : await tableOf(ctx, hash);
    for (const term of terms) {
      const [packedStart, packedEnd] = [stored.packedStart(term.start), stored.packedStart(term.end)];
      Object.assign(term, { xorb: hash, packedStart, packedEnd });
    }
  };
  const named = (place: OpenTerm): OpenTerm => {
    const term = { ...place };
    open.terms.add(term);
    return term;
  };
  return {
    flush,
    /** Where the chunk lies: the term that holds it may be widened, and has its name after `flush`. */
    async add({ hash, packed, unpacked }: NewChunk): Promise<OpenTerm> {
      const name = hashText(hash);
      const again = open.places.get(name);
      if (again) return named(again);
      if (open.records.length === MAX_CHUNKS || open.packed + packed.byteLength > MAX_BYTES) await flush();
      const start = open.records.length;
      const packedStart = open.packed;
      open.packed += packed.byteLength;
      open.unpacked += unpacked;
      open.parts.push(packed);
      open.records.push(writeRecord({ hash, packedEnd: open.packed, unpackedEnd: open.unpacked }));
      const place = { xorb: "", start, end: start + 1, unpacked, packedStart, packedEnd: open.packed };
      open.places.set(name, place);
      return named(place);
    },
  };
}

async function* each(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
