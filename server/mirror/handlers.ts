import { defineHandlers } from "@/server/kernel";
import { jobs } from "./jobs";
import { runNow } from "./run-mirror";
import { startDue } from "./start-due-mirrors";
import { deleteMirrorsOf } from "./store/mirrors";

export const mirrorHandlers = defineHandlers(jobs, {
  runMirror: (ctx, { runId }, signal) => runNow(ctx, runId, signal),
  startDueMirrors: (ctx) => startDue(ctx),
  removeMirrors: ({ db }, { repoId }) => deleteMirrorsOf(db, repoId),
});
