import { atomically, type Ctx } from "@/server/kernel";
import { linkedSizes } from "./linked-sizes";
import { holdQuota } from "./quota";
import { copyLinkRows } from "./store/objects";
import { copyFileLinks } from "./store/xet-files";

interface Copy {
  readonly fromRepoId: string;
  readonly toRepoId: string;
  /** SHA-256 of what the target's own history names; whatever else the source keeps is not the target's to read. */
  readonly oids: readonly string[];
}

const BATCH = 10_000;

/**
 * Lets a repository read these objects of another one; no byte is copied, and what the source has not got is left out.
 * The caller has made sure that the actor may read the source and write the target. Doing it twice changes nothing.
 * Throws `quota_exceeded` (`storage_quota`).
 */
export const copyLinks = (ctx: Ctx, { fromRepoId, toRepoId, oids }: Copy): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const batches = Array.from({ length: Math.ceil(oids.length / BATCH) }, (_, at) =>
      oids.slice(at * BATCH, (at + 1) * BATCH),
    );
    let bytes = 0;
    for (const batch of batches) {
      const source = await linkedSizes(ctx.db, fromRepoId, batch);
      const target = await linkedSizes(ctx.db, toRepoId, batch);
      for (const [oid, size] of source) if (!target.has(oid)) bytes += size;
    }
    if (bytes > 0) await holdQuota(ctx, { placeId: toRepoId, bytes });
    for (const batch of batches) {
      await copyLinkRows(ctx, { fromRepoId, toRepoId, oids: batch });
      await copyFileLinks(ctx, { fromRepoId, toRepoId, oids: batch });
    }
  });
