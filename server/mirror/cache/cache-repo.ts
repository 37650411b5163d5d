import { createHash } from "node:crypto";
import { audit } from "@/server/audit";
import { addMirroredRepo, type Repository } from "@/server/hub";
import { CreateRepoInput, shelfOf } from "@/server/hub/contract";
import { type Ctx, DomainError } from "@/server/kernel";
import type { CacheSettings } from "@/server/settings/contract";
import { addMirror } from "../add-mirror";
import { auditMirror } from "../mirror";
import { suggestedName } from "../place";
import { readPlace } from "../read-place";
import { startRun } from "../start-run";
import { answerEntry, type EntryRow } from "../store/cache";
import type { Upstream } from "./ask-upstream";
import { type CachePlace, clonePathOf } from "./cache-place";
import { beingFetched } from "./pull-through";

interface Found {
  readonly settings: CacheSettings;
  readonly place: CachePlace;
  readonly entry: EntryRow;
  readonly upstream: Upstream;
  /** In clear. */
  readonly token: string | null;
}

/** Makes the repository of an id that the other hub has, as a mirror of it, and starts its first run. */
export async function cacheRepo(
  ctx: Ctx<"repositories" | "insideOrigins" | "moderation">,
  found: Found,
): Promise<void> {
  const { settings, place, upstream, token, entry } = found;
  const address = `${place.origin}/${clonePathOf({ kind: place.kind, name: upstream.name })}`;
  const remote = readPlace(ctx, { address, source: "huggingface" });
  const fill = async (ctx: Ctx, repo: Repository) => {
    const mirror = await addMirror(ctx, repo, {
      ...{ direction: "pull", isOneOff: false, mayReplace: true, place: remote, remoteUser: null, credential: token },
      ...{ refs: [], skipFiles: [], intervalMinutes: settings.cacheHours * 60 },
    });
    const now = ctx.now();
    const answer = { status: "cached", repoId: repo.id, mirrorId: mirror.id, updatedAt: now } as const;
    if (!(await answerEntry(ctx.db, entry, answer))) throw beingFetched();
    await startRun(ctx, { repo, mirror, trigger: "import" });
    await audit(ctx, "mirror.cached", auditMirror(repo, mirror));
  };
  const isShared = !upstream.isRestricted || settings.cacheRestricted === "shared";
  const visibility = isShared ? settings.cacheVisibility : "private";
  const wanted = { shelf: shelfOf(place.kind), namespace: settings.cacheOwner, visibility };
  const [name, other] = namesFor(upstream.name);
  await addMirroredRepo(ctx, CreateRepoInput.parse({ ...wanted, name }), fill).catch((error: unknown) => {
    if (!(error instanceof DomainError) || error.reason !== "name_taken") throw error;
    return addMirroredRepo(ctx, CreateRepoInput.parse({ ...wanted, name: other }), fill);
  });
}

/** What it is called here: `google/bert` becomes `google.bert`, and has a mark behind it when that is taken. */
function namesFor(id: string): readonly [string, string] {
  const name = suggestedName({ path: id.replace("/", ".") }) || "cached";
  const mark = createHash("sha256").update(id.toLowerCase()).digest("hex").slice(0, 8);
  return [name, `${name.slice(0, 80).replace(/[-.]+$/, "")}-${mark}`];
}
