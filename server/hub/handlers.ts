import { forgetResource } from "@/server/access";
import { dropStagedFiles, unlinkRepository } from "@/server/content";
import { removeRepository, repositoriesOnDisk } from "@/server/git";
import { dropDeployKeysOf } from "@/server/identity";
import { atomically, type Ctx, defineHandlers, publish } from "@/server/kernel";
import { removeBucket } from "./buckets/delete-bucket";
import { listBucketIds, listBucketsOfOwner } from "./buckets/store";
import { chunkFilesNow } from "./chunk-files";
import { deleteCollectionsOfOwner } from "./collections/store";
import { repoDeleted, repoPurged } from "./events";
import { jobs } from "./jobs";
import { recordHeaderLinks } from "./lineage/record-links";
import { deletePinsOfOwner, deletePinsOfTarget } from "./pins/store";
import { recordPush } from "./record-push";
import { scanFilesNow, scanWhatIsLeft } from "./scan/scan-files";
import { deleteOldDownloads } from "./store/recent-downloads";
import { listAttachmentsOfRepo } from "./store/release-attachments";
import {
  findAnyRepoById,
  listRemovable,
  listReposOfOwner,
  listReposWithHeads,
  removeRepoRow,
  updateRepoRow,
} from "./store/repos";
import { recordParameters } from "./weights/record-parameters";
import { recordTensorHashes } from "./weights/tensor-values";

/** How long a deleted repository can be restored. */
const RESTORABLE_MS = 30 * 24 * 3_600_000;
const BATCH = 100;
/** A repository that is being made gets its row within seconds. */
const STRAY_MS = 24 * 3_600_000;

export const hubHandlers = defineHandlers(jobs, {
  indexRepo: async (ctx, { repoId }) => {
    await recordPush(ctx, repoId);
    await recordParameters(ctx, repoId);
    await recordHeaderLinks(ctx, repoId);
  },

  chunkFiles: (ctx, { repoId }, signal) => chunkFilesNow(ctx, repoId, signal),

  scanFiles: (ctx, asked, signal) => scanFilesNow(ctx, asked, signal),

  scanRepos: (ctx, _payload, signal) => scanWhatIsLeft(ctx, signal),

  hashTensors: (ctx, place, signal) => recordTensorHashes(ctx, place, signal),

  sweepDownloads: (ctx) => deleteOldDownloads(ctx.db, new Date(ctx.now().getTime() - 24 * 3_600_000)),

  sweepBuckets: async (ctx, _payload, signal) => {
    let after: string | null = null;
    while (!signal.aborted) {
      const batch: readonly { id: string }[] = await listBucketIds(ctx.db, { after, limit: BATCH });
      await dropStagedFiles(
        ctx,
        batch.map(({ id }) => id),
      );
      after = batch.at(-1)?.id ?? null;
      if (after === null) return;
    }
  },

  removeDeletedRepos: async (ctx, _payload, signal) => {
    const before = new Date(ctx.now().getTime() - RESTORABLE_MS);
    for (;;) {
      const batch = await listRemovable(ctx.db, { before, limit: BATCH });
      for (const { id } of batch) await purge(ctx, id);
      if (batch.length < BATCH || signal.aborted) break;
    }
    await removeStrays(ctx, signal);
  },

  removeReposOfOwner: async (ctx, { ownerId }) => {
    const before = new Date(0);
    for (const { id, deletedAt } of await listReposOfOwner(ctx.db, ownerId)) {
      await atomically(ctx, async (ctx) => {
        await updateRepoRow(ctx.db, id, { deletedAt: before });
        if (deletedAt === null) await publish(ctx, repoDeleted, { repoId: id });
      });
      await purge(ctx, id);
    }
    for (const { id } of await listBucketsOfOwner(ctx.db, ownerId)) await removeBucket(ctx, id);
    await deleteCollectionsOfOwner(ctx.db, ownerId);
    await deletePinsOfOwner(ctx.db, ownerId);
  },

  reconcileHeads: async (ctx, _payload, signal) => {
    let after: string | null = null;
    for (;;) {
      const batch: readonly { id: string }[] = await listReposWithHeads(ctx.db, { after, limit: BATCH });
      for (const { id } of batch) await recordPush(ctx, id);
      after = batch.at(-1)?.id ?? null;
      if (after === null || signal.aborted) return;
    }
  },
});

/** Repositories that were made on the disk and, for a crash, never got their row: nobody can reach them. */
async function removeStrays(ctx: Ctx<"repositories">, signal: AbortSignal): Promise<void> {
  const before = ctx.now().getTime() - STRAY_MS;
  for await (const id of repositoriesOnDisk(ctx)) {
    if (signal.aborted) return;
    if (madeAt(id) < before && (await findAnyRepoById(ctx.db, id)) === null) await removeRepository(ctx, id);
  }
}

/** The moment in a UUIDv7 (RFC 9562 §5.7), in milliseconds. */
const madeAt = (id: string): number => Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);

/** Bytes first, the row last: a second run finds what the first one left. */
async function purge(ctx: Ctx<"repositories">, repoId: string): Promise<void> {
  await removeRepository(ctx, repoId);
  await unlinkRepository(ctx, repoId);
  for (const { id } of await listAttachmentsOfRepo(ctx.db, repoId)) await unlinkRepository(ctx, id);
  await dropDeployKeysOf(ctx, repoId);
  await atomically(ctx, async (ctx) => {
    await deletePinsOfTarget(ctx.db, repoId);
    await removeRepoRow(ctx.db, repoId);
    await forgetResource(ctx.db, repoId);
    await publish(ctx, repoPurged, { repoId });
  });
}
