import { defineHandlers } from "@/server/kernel";
import { evictCached } from "./cache/evict-cached";
import { jobs } from "./jobs";
import { runNow } from "./run-mirror";
import { startDue } from "./start-due-mirrors";
import { deleteMirrorsOf } from "./store/mirrors";

export const mirrorHandlers = defineHandlers(jobs, {
  runMirror: (ctx, { runId }, signal) => runNow(ctx, runId, signal),
  startDueMirrors: (ctx) => startDue(ctx),
  evictRepos: (ctx) => evictCached(ctx),
  removeMirrors: ({ db }, { repoId }) => deleteMirrorsOf(db, repoId),
});
