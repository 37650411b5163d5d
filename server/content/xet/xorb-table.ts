import { buffer } from "node:stream/consumers";
import { type Ctx, DomainError } from "@/server/kernel";
import type { ContentReason } from "../contract";
import { type ChunkTable, readChunkTable } from "./chunk-table";
import { tableKey } from "./xorb-key";

const MOST_TABLES = 64;

/** The table of a stored xorb. Throws `unavailable` (`object_lost`) when the store has lost it. */
export async function tableOf(ctx: Ctx<"objects">, xorb: string): Promise<ChunkTable> {
  const { tables } = ctx.live.objects;
  const known = tables.get(xorb);
  if (known) {
    tables.delete(xorb);
    tables.set(xorb, known);
    return known;
  }
  const bytes = await ctx.ports.objects.get(tableKey(xorb)).then(buffer, lost);
  const table = readChunkTable(bytes);
  tables.set(xorb, table);
  for (const [oldest] of tables) {
    if (tables.size <= MOST_TABLES) break;
    tables.delete(oldest);
  }
  return table;
}

/** For what the store does not have although its row says so. */
export function lost(cause: unknown): never {
  if (!(cause instanceof DomainError) || cause.code !== "not_found") throw cause;
  const reason: ContentReason = "object_lost";
  throw new DomainError("unavailable", "The store has lost a part of this file; upload it again", { reason, cause });
}
