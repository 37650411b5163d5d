import { audit } from "@/server/audit";
import { setMirror } from "@/server/hub";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { MirrorAddress } from "./contract";
import { auditMirror, getMirrorAt } from "./mirror";
import { deleteMirrorRow, isFollowing, lockMirrorsOf } from "./store/mirrors";

export const deleteMirror = defineCommand({
  name: "mirror.deleteMirror",
  summary: "End a mirror; what is in the repository stays, and people change it again",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/mirrors/{mirrorId}", status: 204 },
  input: MirrorAddress,
  output: Nothing,
  async run(ctx, address) {
    const { repo, mirror } = await getMirrorAt(ctx, address);
    await atomically(ctx, async (ctx) => {
      await lockMirrorsOf(ctx.db, repo.id);
      await deleteMirrorRow(ctx.db, mirror.id);
      if (mirror.direction === "pull") await setMirror(ctx, repo.id, await isFollowing(ctx.db, repo.id));
      await audit(ctx, "mirror.deleted", auditMirror(repo, mirror));
    });
    return {};
  },
});
