import { forgetResource } from "@/server/access";
import { unlinkRepository } from "@/server/content";
import { removeRepository, repositoriesOnDisk } from "@/server/git";
import { dropDeployKeysOf } from "@/server/identity";
import { atomically, type Ctx, publish } from "@/server/kernel";
import { removeBucket } from "../buckets/delete-bucket";
import { listBucketsOfOwner } from "../buckets/store";
import { deleteCollectionsOfOwner } from "../collections/store";
import { repoDeleted, repoPurged } from "../events";
import { deletePinsOfOwner, deletePinsOfTarget } from "../pins/store";
import { listAttachmentsOfRepo } from "../releases/store/attachments";
import { findAnyRepoById, listRemovable, listReposOfOwner, removeRepoRow, updateRepoRow } from "./store";

/** How long a deleted repository can be restored. */
const RESTORABLE_MS = 30 * 24 * 3_600_000;
const BATCH = 100;
/** A repository that is being made gets its row within seconds. */
const STRAY_MS = 24 * 3_600_000;

/** Removes for good what can no longer be restored, and what never got a row. Safe to run twice. */
export async function removeDeletedRepos(ctx: Ctx<"repositories">, signal: AbortSignal): Promise<void> {
  const before = new Date(ctx.now().getTime() - RESTORABLE_MS);
  for (;;) {
    const batch = await listRemovable(ctx.db, { before, limit: BATCH });
    for (const { id } of batch) await purge(ctx, id);
    if (batch.length < BATCH || signal.aborted) break;
  }
  await removeStrays(ctx, signal);
}

/** Removes everything that an account owned which is gone for good itself. Safe to run twice. */
export async function removeReposOfOwner(ctx: Ctx<"repositories" | "objects">, ownerId: string): Promise<void> {
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
}

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
