import { z } from "zod";
import { defineEvent } from "@/server/kernel";
import { DeploymentStatus } from "./contract";

export const deploymentDeleted = defineEvent({
  name: "inference.deploymentDeleted",
  payload: z.object({ deploymentId: z.uuid() }),
});

export const deploymentStatusChanged = defineEvent({
  name: "inference.deploymentStatusChanged",
  payload: z.object({
    deploymentId: z.uuid(),
    ownerId: z.uuid(),
    repoId: z.uuid(),
    creatorId: z.uuid(),
    model: z.string(),
    status: DeploymentStatus,
    at: z.iso.datetime(),
  }),
});
