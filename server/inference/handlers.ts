import { defineHandlers } from "@/server/kernel";
import { followModelNow, removeAllOfOwner, stopAllOfOwner } from "./follow-model";
import * as jobs from "./jobs";
import { reconcile } from "./reconcile-deployment";
import { sweep } from "./sweep-deployments";

export const inferenceHandlers = defineHandlers(jobs, {
  reconcileDeployment: (ctx, { deploymentId }) => reconcile(ctx, deploymentId),
  sweepDeployments: (ctx) => sweep(ctx),
  followModel: (ctx, { repoId }) => followModelNow(ctx, repoId),
  stopOfOwner: (ctx, { ownerId }) => stopAllOfOwner(ctx, ownerId),
  removeOfOwner: (ctx, { ownerId }) => removeAllOfOwner(ctx, ownerId),
});
