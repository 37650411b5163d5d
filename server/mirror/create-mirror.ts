import { requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { setMirror } from "@/server/hub";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { addMirror } from "./add-mirror";
import { CreateMirrorInput, Mirror } from "./contract";
import { administeredRepo, auditMirror } from "./mirror";
import { recognizePlace } from "./recognize-place";
import { showMirror } from "./show-mirrors";
import { startRun } from "./start-run";

export const createMirror = defineCommand({
  name: "mirror.createMirror",
  summary: "Have a repository follow one elsewhere, or one elsewhere follow it; the first run starts at once",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/mirrors", status: 201 },
  input: CreateMirrorInput,
  output: Mirror,
  async run(
    ctx: Ctx<"insideOrigins">,
    { shelf, namespace, name, address, source, remoteUser = null, credential = null, ...wanted },
  ) {
    const repo = await administeredRepo(ctx, { shelf, namespace, name });
    if (wanted.direction === "push") requireRecentSignIn(ctx); // it sends what is private to somebody else
    const place = await recognizePlace(ctx, { address, source });
    const row = await atomically(ctx, async (ctx) => {
      const facts = { ...wanted, place, remoteUser, credential, isOneOff: false, mayReplace: false };
      const mirror = await addMirror(ctx, repo, facts);
      if (mirror.direction === "pull") await setMirror(ctx, repo.id, true);
      await startRun(ctx, { repo, mirror, trigger: "first" });
      await audit(ctx, "mirror.created", auditMirror(repo, mirror));
      return mirror;
    });
    return showMirror(ctx, repo, row);
  },
});
