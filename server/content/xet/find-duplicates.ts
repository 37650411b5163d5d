import type { Ctx } from "@/server/kernel";
import { findChunk, listNeighbours, touchXorbs, type XorbRow } from "../store/xet-xorbs";
import { tableOf } from "./xorb-table";

const DAY_MS = 24 * 3_600_000;
const REMEMBERED_DAYS = 7;
/** As many as a file of 2 GB has: who finds one of them has most of the file. */
const MOST_NEIGHBOURS = 31;

interface Asked {
  readonly ownerId: string;
  readonly chunkHash: string;
}

/**
 * A shard that names the xorb in which the owner's repositories have a chunk, and what else the files around it are made
 * of; `null` when none has the chunk. Its chunk hashes are hidden: they tell nothing to who does not have the chunks.
 * What clients are told stays for weeks.
 */
export async function findDuplicates(ctx: Ctx<"objects">, asked: Asked): Promise<Uint8Array | null> {
  const xorb = await findChunk(ctx.db, asked);
  if (xorb === null) return null;
  const neighbours = await listNeighbours(ctx.db, { ownerId: asked.ownerId, xorb, limit: MOST_NEIGHBOURS });
  const rows = await touchXorbs(ctx, [xorb, ...neighbours]);
  if (!rows.some(({ hash }) => hash === xorb)) return null;
  const xorbs = await Promise.all(
    rows
      .filter((row) => row.hash === xorb || hidesChunks(row))
      .map(async ({ hash, packedBytes }) => {
        const { count, records } = await tableOf(ctx, hash);
        return { hash, records: new Uint8Array(records(0, count)), packedBytes };
      }),
  );
  const now = ctx.now().getTime();
  return ctx.live.objects.run("writeDedupShard", {
    xorbs,
    key: keyOfToday(ctx),
    madeAt: Math.floor(now / 1_000),
    expiresAt: Math.floor((now + REMEMBERED_DAYS * DAY_MS) / 1_000),
  });
}

/** The name of a xorb with one chunk is that chunk's own hash: who is told it could prove to have what they never saw. */
const hidesChunks = ({ chunkCount }: Pick<XorbRow, "chunkCount">): boolean => chunkCount !== 1;

/** Clients try every chunk with every key that they remember: one a day keeps them few. */
function keyOfToday(ctx: Ctx<"objects">): Uint8Array {
  const { dedupKey } = ctx.live.objects;
  const today = Math.floor(ctx.now().getTime() / DAY_MS);
  if (dedupKey.day !== today) Object.assign(dedupKey, { day: today, key: Uint8Array.from(ctx.random(32)) });
  return dedupKey.key;
}
