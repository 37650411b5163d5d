import { defineHandlers } from "@/server/kernel";
import { jobs } from "./jobs";
import { deleteExpiredResponses, deleteResponsesOf } from "./responses/store";

export const gatewayHandlers = defineHandlers(jobs, {
  sweepResponses: ({ db, now }) => deleteExpiredResponses(db, now()),
  removeResponsesOfOwner: ({ db }, { ownerId }) => deleteResponsesOf(db, ownerId),
});
