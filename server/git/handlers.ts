import { defineHandlers } from "@/server/kernel";
import { maintainRepositories, reconcileHeads } from "./jobs";
import { maintainAll } from "./maintain-repository";
import { reconcileAllHeads } from "./reconcile-heads";

export const gitHandlers = defineHandlers(
  { reconcileHeads, maintainRepositories },
  {
    reconcileHeads: (ctx, _payload, signal) => reconcileAllHeads(ctx, signal),
    maintainRepositories: (ctx, _payload, signal) => maintainAll(ctx, signal),
  },
);
