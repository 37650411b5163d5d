import { atomically, type Ctx, DomainError } from "@/server/kernel";
import type { ContentReason } from "../contract";
import { STAGED_FOLDER } from "../object-key";
import { beginXorb, finishXorb, lockXorb } from "../store/xet-xorbs";
import { readChunkTable } from "./chunk-table";
import { tableKey, xorbKey } from "./xorb-key";

interface NewPacking {
  readonly hash: string;
  readonly repoId: string;
  /** Bytes of `body`. */
  readonly size: number;
  readonly body: AsyncIterable<Uint8Array>;
  /** The chunk table that belongs to these bytes; asked for once `body` has ended. */
  readonly table: () => Uint8Array;
}

/**
 * Keeps a xorb and its table, which always belong together: the same chunks may be packed in several ways, and the
 * first packing that is stored stays. `false` for every later one. Throws what `body` throws, `unavailable`
 * (`disk_full`, `object_busy`); nothing is left behind then.
 */
export async function publishXorb(ctx: Ctx<"objects">, packing: NewPacking): Promise<boolean> {
  const { hash, repoId, size, body, table } = packing;
  const { objects } = ctx.ports;
  if (!(await beginXorb(ctx, { hash, repoId }))) throw busy();
  const staged = `${STAGED_FOLDER}${ctx.id()}`;
  await objects.put(staged, body, size);
  const bytes = table();
  try {
    return await atomically(ctx, async (ctx) => {
      const row = await lockXorb(ctx, hash);
      if (row === null) throw busy();
      if (row.storedAt !== null && (await objects.stat(xorbKey(hash))) !== null) return false;
      await objects.move(staged, xorbKey(hash));
      await objects.put(tableKey(hash), oneOf(bytes), bytes.byteLength);
      ctx.live.objects.tables.delete(hash);
      const { count, packedStart, unpackedStart } = readChunkTable(bytes);
      const facts = { chunkCount: count, packedBytes: packedStart(count), unpackedBytes: unpackedStart(count) };
      if (!(await finishXorb(ctx, { hash, ...facts }))) throw busy();
      return true;
    });
  } finally {
    await objects.remove(staged);
  }
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function busy(): DomainError {
  const reason: ContentReason = "object_busy";
  return new DomainError("unavailable", "The xorb is being removed; try again in a moment", { reason });
}
