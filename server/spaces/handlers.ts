import { defineHandlers } from "@/server/kernel";
import { jobs } from "./jobs";
import { deleteAllOf } from "./store";

export const spacesHandlers = defineHandlers(jobs, {
  forgetSpace: (ctx, { repoId }) => deleteAllOf(ctx.db, repoId),
});
