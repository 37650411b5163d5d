import { defineHandlers } from "@/server/kernel";
import { evictCached } from "./cache/evict-cached";
import { jobs } from "./jobs";
import { serve } from "./serve-lane";
import { startDue } from "./start-due-mirrors";
import { deleteMirrorsOf } from "./store/mirrors";

export const mirrorHandlers = defineHandlers(jobs, {
  serveLane: (ctx, { lane }, signal) => serve(ctx, lane, signal),
  startDueMirrors: (ctx) => startDue(ctx),
  evictRepos: (ctx) => evictCached(ctx),
  removeMirrors: ({ db }, { repoId }) => deleteMirrorsOf(db, repoId),
});
