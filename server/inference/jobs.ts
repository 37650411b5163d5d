import { z } from "zod";
import { defineJob } from "@/server/kernel";

/** Brings one deployment a step closer to what its row asks for. */
export const reconcileDeployment = defineJob({
  name: "inference.reconcileDeployment",
  payload: z.object({ deploymentId: z.uuid() }),
  attempts: 25,
  timeoutMs: 30 * 60_000,
});

/** Finds every deployment that is wanted or not at rest, and what runs for nobody. */
export const sweepDeployments = defineJob({
  name: "inference.sweepDeployments",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 5 * 60_000,
});

/** Looks at the deployments of a model that was renamed, hidden, deleted or restored. */
export const followModel = defineJob({
  name: "inference.followModel",
  payload: z.object({ repoId: z.uuid() }),
  attempts: 25,
  timeoutMs: 60_000,
});

/** Stops what runs for an account that was deleted. */
export const stopOfOwner = defineJob({
  name: "inference.stopOfOwner",
  payload: z.object({ ownerId: z.uuid() }),
  attempts: 25,
  timeoutMs: 60_000,
});

/** Removes what an account had that is gone for good. */
export const removeOfOwner = defineJob({
  name: "inference.removeOfOwner",
  payload: z.object({ ownerId: z.uuid() }),
  attempts: 25,
  timeoutMs: 60_000,
});
