import { unlinkRepository } from "@/server/content";
import { removeRepository } from "@/server/git";
import { atomically, type Ctx, defineHandlers, publish } from "@/server/kernel";
import { repoDeleted } from "./events";
import { jobs } from "./jobs";
import { recordPush } from "./record-push";
import { listRemovable, listReposOfOwner, listReposWithHeads, removeRepoRow, updateRepoRow } from "./store/repos";

/** How long a deleted repository can be restored. */
const RESTORABLE_MS = 30 * 24 * 3_600_000;
const BATCH = 100;

export const hubHandlers = defineHandlers(jobs, {
  indexRepo: (ctx, { repoId }) => recordPush(ctx, repoId),

  removeDeletedRepos: async (ctx, _payload, signal) => {
    const before = new Date(ctx.now().getTime() - RESTORABLE_MS);
    for (;;) {
      const batch = await listRemovable(ctx.db, { before, limit: BATCH });
      for (const { id } of batch) await purge(ctx, id);
      if (batch.length < BATCH || signal.aborted) return;
    }
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

/** Bytes first, the row last: a second run finds what the first one left. */
async function purge(ctx: Ctx<"repositories">, repoId: string): Promise<void> {
  await removeRepository(ctx, repoId);
  await unlinkRepository(ctx, repoId);
  await removeRepoRow(ctx.db, repoId);
}
