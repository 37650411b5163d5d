import { closeRepo } from "@/server/hub";
import { shelfOf } from "@/server/hub/contract";
import type { Ctx } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import type { Sides } from "../pull";
import { remoteOf } from "../remote-of";
import { findEntryOfRepo } from "../store/cache";
import { askUpstream } from "./ask-upstream";

/**
 * What everybody could have there when it was fetched, and cannot any more, is shown to its organisation alone before
 * anything new of it comes. Throws `unavailable` when the other hub gives no answer.
 */
export async function closeRestricted(ctx: Ctx, { repo, mirror }: Sides): Promise<void> {
  if (repo.visibility === "private" || mirror.credential === null || mirror.syncedAt === null) return;
  const { cacheRestricted } = await readSettings(ctx.db);
  const entry = cacheRestricted === "shared" ? null : await findEntryOfRepo(ctx.db, repo.id);
  if (entry?.mirrorId !== mirror.id) return;
  const { kind } = repo;
  const shelf = kind === "model" ? "" : `${shelfOf(kind)}/`;
  const name = mirror.path.slice(shelf.length);
  const place = { origin: mirror.origin, kind, name, pathFolded: name.toLowerCase() };
  const upstream = await askUpstream(ctx, place, remoteOf(ctx, mirror).password);
  if (upstream?.isRestricted) await closeRepo(ctx, repo);
}
