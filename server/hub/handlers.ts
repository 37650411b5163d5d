import { defineHandlers } from "@/server/kernel";
import { sweepBuckets } from "./buckets/sweep-buckets";
import { recordPush } from "./commits/record-push";
import { deleteOldDownloads } from "./downloads/store";
import { jobs } from "./jobs";
import { recordHeaderLinks } from "./lineage/record-links";
import { removeDeletedRepos, removeReposOfOwner } from "./repositories/remove-deleted-repos";
import { listReposWithHeads } from "./repositories/store";
import { scanContentNow } from "./scan/scan-content";
import { scanFilesNow, scanWhatIsLeft } from "./scan/scan-files";
import { chunkFilesNow } from "./storage/chunk-files";
import { sweepProposals, sweepProposalsOf } from "./storage/sweep-proposals";
import { recordParameters } from "./weights/record-parameters";
import { recordTensorHashes } from "./weights/tensor-values";

const BATCH = 100;
export const hubHandlers = defineHandlers(jobs, {
  indexRepo: async (ctx, { repoId }) => {
    await recordPush(ctx, repoId);
    await recordParameters(ctx, repoId);
    await recordHeaderLinks(ctx, repoId);
  },

  chunkFiles: (ctx, { repoId }, signal) => chunkFilesNow(ctx, repoId, signal),

  scanFiles: (ctx, asked, signal) => scanFilesNow(ctx, asked, signal),

  scanContent: (ctx, content, signal) => scanContentNow(ctx, content, signal),

  scanRepos: (ctx, _payload, signal) => scanWhatIsLeft(ctx, signal),

  hashTensors: (ctx, place, signal) => recordTensorHashes(ctx, place, signal),

  sweepDownloads: (ctx) => deleteOldDownloads(ctx.db, new Date(ctx.now().getTime() - 24 * 3_600_000)),

  sweepBuckets: (ctx, _payload, signal) => sweepBuckets(ctx, signal),

  sweepProposals: (ctx, _payload, signal) => sweepProposals(ctx, signal),

  sweepProposal: (ctx, { repoId }, signal) => sweepProposalsOf(ctx, repoId, signal),

  removeDeletedRepos: (ctx, _payload, signal) => removeDeletedRepos(ctx, signal),

  removeReposOfOwner: (ctx, { ownerId }) => removeReposOfOwner(ctx, ownerId),

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
