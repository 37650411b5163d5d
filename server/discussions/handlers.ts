import { defineHandlers } from "@/server/kernel";
import { jobs } from "./jobs";
import { finishInterrupted, followRefs } from "./pulls/follow-refs";
import { deleteDiscussionsOf } from "./store/discussions";

export const discussionsHandlers = defineHandlers(jobs, {
  followRefs: (ctx, moved) => followRefs(ctx, moved),
  finishMerges: (ctx) => finishInterrupted(ctx),
  removeDiscussions: ({ db }, { repoId }) => deleteDiscussionsOf(db, repoId),
});
