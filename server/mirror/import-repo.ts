import { audit } from "@/server/audit";
import { addMirroredRepo, homeFor, pathOf } from "@/server/hub";
import { CreateRepoInput, RepoName, shelfOf } from "@/server/hub/contract";
import { type Ctx, defineCommand } from "@/server/kernel";
import { addMirror } from "./add-mirror";
import { ImportedRepo, ImportRepoInput } from "./contract";
import { auditMirror } from "./mirror";
import { type ReadAddress, suggestedName } from "./place";
import { recognizePlace } from "./recognize-place";
import { refusal } from "./refusal";
import { showMirror } from "./show-mirrors";
import { startRun } from "./start-run";
import type { MirrorRow } from "./store/mirrors";

export const importRepo = defineCommand({
  name: "mirror.importRepo",
  summary: "Make a repository from one elsewhere, once or to follow it; files come in the background",
  http: { method: "POST", path: "/imports", status: 202 },
  input: ImportRepoInput,
  output: ImportedRepo,
  async run(ctx: Ctx<"repositories" | "insideOrigins" | "moderation">, input) {
    await homeFor(ctx, input); // before a server elsewhere is asked
    const place = await recognizePlace(ctx, input);
    const { isLasting, intervalMinutes, remoteUser = null, credential = null, refs, skipFiles } = input;
    const mirrors: MirrorRow[] = [];
    const repo = await addMirroredRepo(ctx, creationOf(place, input), async (ctx, repo) => {
      const mirror = await addMirror(ctx, repo, {
        ...{
          direction: "pull",
          isOneOff: !isLasting,
          mayReplace: true,
          place,
          remoteUser,
          credential,
          refs,
          skipFiles,
        },
        intervalMinutes: isLasting ? intervalMinutes : null,
      });
      mirrors.push(mirror);
      await startRun(ctx, { repo, mirror, trigger: "import" });
      await audit(ctx, "mirror.imported", auditMirror(repo, mirror));
    });
    const [mirror] = mirrors;
    if (!mirror) throw new Error("A repository was made without its mirror");
    const { kind, namespace, name } = repo;
    const shown = await showMirror(ctx, repo, mirror);
    return { ...shown, repo: { kind, namespace, name, url: `${ctx.site.origin}${pathOf(repo)}` } };
  },
});

function creationOf(place: ReadAddress, { name, shelf, ...facts }: ImportRepoInput) {
  const named = RepoName.safeParse(name ?? suggestedName(place));
  if (!named.success) {
    throw refusal("invalid", "Give the repository a name: the one it has there cannot be used here", "bad_address");
  }
  const { namespace, visibility, resourceGroup } = facts;
  const where = { shelf: shelf ?? shelfOf(place.kind), namespace, resourceGroup };
  return CreateRepoInput.parse({ ...where, name: named.data, visibility });
}
