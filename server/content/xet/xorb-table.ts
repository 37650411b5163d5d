import { buffer } from "node:stream/consumers";
import { type Ctx, DomainError } from "@/server/kernel";
import type { ContentReason } from "../contract";
import { badShard } from "./bad-bytes";
import { type ChunkTable, readChunkTable } from "./chunk-table";
import { tableKey } from "./xorb-key";

/** The table of a stored xorb. Throws `unavailable` (`object_lost`) when the store has lost it. */
export async function tableOf(ctx: Ctx<"objects">, xorb: string): Promise<ChunkTable> {
  const { tables } = ctx.live.objects;
  const known = tables.get(xorb);
  if (known) return known;
  const bytes = await ctx.ports.objects.get(tableKey(xorb)).then(buffer, lost);
  const table = readChunkTable(bytes);
  tables.set(xorb, table);
  return table;
}

/** Even a file of a terabyte that was edited all over comes back to fewer xorbs whose tables were let go. */
const MOST_AGAIN = 2_048;

/**
 * Tables for one shard: it may name a xorb as often as it likes, but not make the same tables be read without end.
 * Throws `invalid` (`bad_shard`).
 */
export function tablesOfShard(ctx: Ctx<"objects">): (xorb: string) => Promise<ChunkTable> {
  const read = new Set<string>();
  let again = 0;
  return async (xorb) => {
    const known = ctx.live.objects.tables.get(xorb);
    if (known) return known;
    if (read.has(xorb)) again += 1;
    if (again > MOST_AGAIN) throw badShard("The shard goes back and forth between too many xorbs");
    read.add(xorb);
    return tableOf(ctx, xorb);
  };
}

/** For what the store does not have although its row says so. */
export function lost(cause: unknown): never {
  if (!(cause instanceof DomainError) || cause.code !== "not_found") throw cause;
  const reason: ContentReason = "object_lost";
  throw new DomainError("unavailable", "The store has lost a part of this file; upload it again", { reason, cause });
}
