import { type Ctx, enqueue } from "@/server/kernel";
import { reconcileDeployment } from "./jobs";

const queueOf = (deploymentId: string) => `deployment:${deploymentId}`;

/** Joins the caller's transaction. Looks at one deployment never meet: they share a queue. */
export const reconcileSoon = (ctx: Ctx, deploymentId: string): Promise<void> =>
  enqueue(ctx, reconcileDeployment, { payload: { deploymentId }, key: deploymentId, queue: queueOf(deploymentId) });

/** The next regular look; it has a key of its own, so that it never postpones one that somebody asked for. */
export const reconcileLater = (ctx: Ctx, deploymentId: string, delayMs: number): Promise<void> =>
  enqueue(ctx, reconcileDeployment, {
    payload: { deploymentId },
    key: `${deploymentId}:later`,
    queue: queueOf(deploymentId),
    delayMs,
  });
