import { audit } from "@/server/audit";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { MirrorRun, MirrorRunAddress } from "./contract";
import { auditMirror, getMirrorAt } from "./mirror";
import { showRun } from "./show-mirrors";
import { changeActiveRun, endQueuedRun, findRun } from "./store/runs";

export const cancelMirrorRun = defineCommand({
  name: "mirror.cancelMirrorRun",
  summary: "Stop a run; what it has brought so far is kept for the next one, and one that is over stays as it is",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/mirrors/{mirrorId}/runs/{runId}/cancel" },
  input: MirrorRunAddress,
  output: MirrorRun,
  async run(ctx, { runId, ...address }) {
    const { repo, mirror } = await getMirrorAt(ctx, address);
    const run = await findRun(ctx.db, runId);
    if (run?.mirrorId !== mirror.id) throw notFound("Run", runId);
    await atomically(ctx, async (ctx) => {
      const now = ctx.now();
      const isOver = await endQueuedRun(ctx.db, run.id, {
        ...{ status: "cancelled", stopAskedAt: now, endedAt: now, updatedAt: now, nextAttemptAt: null },
      });
      const isHeard = isOver || (await changeActiveRun(ctx.db, run.id, { stopAskedAt: now })) !== null;
      if (isHeard) await audit(ctx, "mirror.runCancelled", auditMirror(repo, mirror));
    });
    return showRun((await findRun(ctx.db, run.id)) ?? run);
  },
});
