import { defineHandlers } from "@/server/kernel";
import { jobs } from "./jobs";
import { removeResponsesOfOwner, sweepResponses } from "./responses/sweep-responses";

export const gatewayHandlers = defineHandlers(jobs, {
  sweepResponses: (ctx, _, signal) => sweepResponses(ctx, signal),
  removeResponsesOfOwner: (ctx, { ownerId }, signal) => removeResponsesOfOwner(ctx, ownerId, signal),
});
