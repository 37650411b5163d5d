import { findReadableRepoById } from "@/server/hub";
import { atomically, type Ctx } from "@/server/kernel";
import type { DeploymentReason } from "./contract";
import { takeDown } from "./delete-deployment";
import { findObstacle } from "./obstacle";
import { reconcileSoon } from "./reconcile-soon";
import { listRowsOfModel, listRowsOfOwner, updateDeploymentRow } from "./store/deployments";
import { insertNote } from "./store/traces";

/**
 * A renamed model keeps running under its new name, which nobody is told who may not read it any more; whether it may
 * still run is asked by the next look.
 */
export async function followModelNow(ctx: Ctx, repoId: string): Promise<void> {
  const repo = await findReadableRepoById(ctx, repoId);
  const model = repo && `${repo.namespace}/${repo.name}`;
  await atomically(ctx, async (ctx) => {
    for (const row of await listRowsOfModel(ctx.db, repoId)) {
      if (model !== null && row.model !== model && (await findObstacle(ctx, row)) === null) {
        await updateDeploymentRow(ctx.db, row.id, { model, formerModel: row.model, updatedAt: ctx.now() });
        await insertNote(ctx, row.id, `The model is called ${model} now`);
      }
      await reconcileSoon(ctx, row.id);
    }
  });
}

const OWNER_DELETED: DeploymentReason = { code: "owner_deleted", message: "The account was deleted" };

/** Nothing of a deleted account runs or costs; restored, its owner starts it again. */
export const stopAllOfOwner = (ctx: Ctx, ownerId: string): Promise<void> =>
  atomically(ctx, async (ctx) => {
    for (const row of await listRowsOfOwner(ctx.db, ownerId)) {
      if (row.deletedAt !== null || row.replicas === 0) continue;
      await updateDeploymentRow(ctx.db, row.id, { replicas: 0, reason: OWNER_DELETED, updatedAt: ctx.now() });
      await reconcileSoon(ctx, row.id);
    }
  });

export const removeAllOfOwner = (ctx: Ctx, ownerId: string): Promise<void> =>
  atomically(ctx, async (ctx) => {
    for (const row of await listRowsOfOwner(ctx.db, ownerId)) await takeDown(ctx, row);
  });
