import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { MirrorAddress, MirrorRun } from "./contract";
import { auditMirror, getMirrorAt } from "./mirror";
import { refusal } from "./refusal";
import { showRun } from "./show-mirrors";
import { startRun } from "./start-run";
import type { MirrorRow } from "./store/mirrors";

export const startMirrorRun = defineCommand({
  name: "mirror.startMirrorRun",
  summary: "Run a mirror now, also to try again what failed",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/mirrors/{mirrorId}/runs", status: 202 },
  input: MirrorAddress,
  output: MirrorRun,
  async run(ctx, address) {
    const { repo, mirror } = await getMirrorAt(ctx, address);
    refuseWhatRests(mirror);
    return atomically(ctx, async (ctx) => {
      const run = await startRun(ctx, { repo, mirror, trigger: mirror.isOneOff ? "import" : "manual" });
      await audit(ctx, "mirror.runStarted", auditMirror(repo, mirror));
      return showRun(run);
    });
  },
});

function refuseWhatRests({ isEnabled, isOneOff, syncedAt }: MirrorRow): void {
  if (!isEnabled) throw refusal("conflict", "The mirror is switched off: switch it on first", "mirror_disabled");
  if (!isOneOff || syncedAt === null) return;
  throw refusal("conflict", "The import is done: add a mirror to follow its source", "import_finished");
}
