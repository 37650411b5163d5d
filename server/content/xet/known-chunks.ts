import { createLatest } from "@/server/kept/latest";
import type { Ctx } from "@/server/kernel";
import { findChunk } from "../store/xet-xorbs";
import type { ChunkTable } from "./chunk-table";
import { hashText } from "./hash";
import { tableOf } from "./xorb-table";
import type { OpenTerm } from "./xorb-writer";

interface Known {
  readonly table: ChunkTable;
  readonly places: ReadonlyMap<string, number>;
}

/** Xorbs whose chunks are looked through. */
const MOST_XORBS = 32;

/** Where an owner's repositories have chunks already: a landmark leads to its xorb, and that to its neighbours. */
export function createKnownChunks(ctx: Ctx<"objects">, ownerId: string) {
  const xorbs = createLatest<Known>({ most: MOST_XORBS });
  const learn = async (chunkHash: string) => {
    const xorb = await findChunk(ctx.db, { ownerId, chunkHash });
    if (xorb === null || xorbs.get(xorb)) return;
    const table = await tableOf(ctx, xorb);
    const hashes = Array.from({ length: table.count }, (_, chunk) => hashText(table.hash(chunk)));
    xorbs.set(xorb, { table, places: new Map(hashes.map((hash, chunk) => [hash, chunk])) });
  };
  return {
    /** `isAsked`: whether it is worth a question to the database. */
    async find(hash: Uint8Array, isAsked: boolean): Promise<OpenTerm | null> {
      const chunkHash = hashText(hash);
      if (isAsked) await learn(chunkHash);
      for (const [xorb, { table, places }] of xorbs.entries()) {
        const start = places.get(chunkHash);
        if (start === undefined) continue;
        const end = start + 1;
        const unpacked = table.unpackedStart(end) - table.unpackedStart(start);
        return { xorb, start, end, unpacked, packedStart: table.packedStart(start), packedEnd: table.packedStart(end) };
      }
      return null;
    },
  };
}
