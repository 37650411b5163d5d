import { eq, inArray, lt, ne, sql } from "drizzle-orm";
import { tensorHashes } from "@/db/schema/hub/tensor-hashes";
import type { Ctx } from "@/server/kernel";
import type { HashingStatus } from "../../contract/weights";

/** Work that has taken this long was lost, and what failed may be tried again. */
const STALE_MS = 3 * 3_600_000;

export interface HashRow {
  readonly status: HashingStatus;
  readonly hashes: readonly string[];
}

export async function findTensorHashes({ db }: Ctx, oids: readonly string[]): Promise<Map<string, HashRow>> {
  const rows = await db
    .select()
    .from(tensorHashes)
    .where(inArray(tensorHashes.oid, [...oids]));
  return new Map(rows.map(({ oid, status, hashes }) => [oid, { status, hashes }]));
}

/** Marks a file as one whose tensors are to be hashed; `false` when somebody has done so. */
export async function claimTensorHashes(ctx: Ctx, oid: string): Promise<boolean> {
  const now = ctx.now();
  const stale = new Date(now.getTime() - STALE_MS);
  const rows = await ctx.db
    .insert(tensorHashes)
    .values({ oid, status: "waiting", hashes: [], changedAt: now })
    .onConflictDoUpdate({
      target: tensorHashes.oid,
      set: { status: "waiting", changedAt: now },
      setWhere: sql`${ne(tensorHashes.status, "ready")} and ${lt(tensorHashes.changedAt, stale)}`,
    })
    .returning({ oid: tensorHashes.oid });
  return rows.length > 0;
}

export const putTensorHashes = (ctx: Ctx, oid: string, { status, hashes }: HashRow) =>
  ctx.db
    .update(tensorHashes)
    .set({ status, hashes: [...hashes], changedAt: ctx.now() })
    .where(eq(tensorHashes.oid, oid));
