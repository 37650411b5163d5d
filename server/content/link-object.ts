import { atomically, type Ctx, notFound } from "@/server/kernel";
import { linkedSizes } from "./linked-sizes";
import { holdQuota } from "./quota";
import { findLinkedSizes, putLink, touchObject } from "./store/objects";
import { putProposed } from "./store/proposed-objects";
import { findLinks, insertLink } from "./store/xet-files";

interface Link {
  readonly fromRepoId: string;
  readonly toRepoId: string;
  readonly oid: string;
  /** Who proposes it to the target, and may not write there. */
  readonly proposerId?: string | null;
}

/**
 * Lets a repository read an object of another one without sending the bytes again. The caller has made sure that the
 * actor may read the source and write the target. Throws `not_found` when the source does not have the object, and
 * `quota_exceeded` (`storage_quota`).
 */
export async function linkObject(ctx: Ctx, { fromRepoId, toRepoId, oid, proposerId }: Link): Promise<void> {
  await atomically(ctx, async (ctx) => {
    const bytes = await addedBytes(ctx, { fromRepoId, toRepoId, oid });
    if (bytes > 0) await holdQuota(ctx, { placeId: toRepoId, bytes });
    if (bytes > 0 && proposerId) await putProposed(ctx, { repoId: toRepoId, oid, fileHash: null, userId: proposerId });
    const [file] = await findLinks(ctx.db, { repoId: fromRepoId, oids: [oid] });
    if (file) {
      const { size: _, createdAt: __, ...link } = file;
      await insertLink(ctx, { ...link, repoId: toRepoId, receivedBytes: 0 });
    }
    const source = await findLinkedSizes(ctx.db, fromRepoId, [oid]);
    if (!source.has(oid)) {
      if (file) return;
      throw notFound("Object", oid);
    }
    if (!(await touchObject(ctx, { oid }))) throw notFound("Object", oid);
    await putLink(ctx, { repoId: toRepoId, oid });
  });
}

/** What the target does not have yet. */
async function addedBytes({ db }: Ctx, { fromRepoId, toRepoId, oid }: Link): Promise<number> {
  const [source, target] = await Promise.all([linkedSizes(db, fromRepoId, [oid]), linkedSizes(db, toRepoId, [oid])]);
  return target.has(oid) ? 0 : (source.get(oid) ?? 0);
}
