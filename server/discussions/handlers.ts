import { defineHandlers } from "@/server/kernel";
import { finishInterrupted, followRefs } from "./follow-refs";
import { jobs } from "./jobs";
import { deleteDiscussionsOf } from "./store/discussions";

export const discussionsHandlers = defineHandlers(jobs, {
  followRefs: (ctx, moved) => followRefs(ctx, moved),
  finishMerges: (ctx) => finishInterrupted(ctx),
  removeDiscussions: ({ db }, { repoId }) => deleteDiscussionsOf(db, repoId),
});
