import type { Ctx } from "@/server/kernel";
import { findChunk, touchXorbs } from "../store/xet-xorbs";
import { tableOf } from "./xorb-table";

const DAY_MS = 24 * 3_600_000;
const REMEMBERED_DAYS = 7;

interface Asked {
  readonly ownerId: string;
  readonly chunkHash: string;
}

/**
 * A shard that names the xorb in which the owner's repositories have a chunk; `null` when none has. Its chunk hashes are
 * hidden: they tell nothing to who does not have the chunks. What clients are told stays for weeks.
 */
export async function findDuplicates(ctx: Ctx<"objects">, asked: Asked): Promise<Uint8Array | null> {
  const xorb = await findChunk(ctx.db, asked);
  if (xorb === null) return null;
  const [row] = await touchXorbs(ctx, [xorb]);
  if (!row) return null;
  const { count, records } = await tableOf(ctx, xorb);
  const now = ctx.now().getTime();
  return ctx.live.objects.run("writeDedupShard", {
    xorb,
    records: new Uint8Array(records(0, count)),
    packedBytes: row.packedBytes,
    key: keyOfToday(ctx),
    madeAt: Math.floor(now / 1_000),
    expiresAt: Math.floor((now + REMEMBERED_DAYS * DAY_MS) / 1_000),
  });
}

/** Clients try every chunk with every key that they remember: one a day keeps them few. */
function keyOfToday(ctx: Ctx<"objects">): Uint8Array {
  const { dedupKey } = ctx.live.objects;
  const today = Math.floor(ctx.now().getTime() / DAY_MS);
  if (dedupKey.day !== today) Object.assign(dedupKey, { day: today, key: Uint8Array.from(ctx.random(32)) });
  return dedupKey.key;
}
