import { convertObject } from "@/server/content";
import { findRevision, listTree } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import { findAnyRepoById } from "../repositories/store";

const MAX_FILES = 20_000;

/** Turns the large files at the head of a repository into chunks, where this installation does that (`YARD_XET_CONVERT`). */
export async function chunkFilesNow(
  ctx: Ctx<"repositories" | "objects">,
  repoId: string,
  signal: AbortSignal,
): Promise<void> {
  if (!ctx.live.objects.converts) return;
  const repo = await findAnyRepoById(ctx.db, repoId);
  const head = repo && (await findRevision(ctx, repoId, `refs/heads/${repo.defaultBranch}`));
  if (!repo || !head) return;
  const { items } = await listTree(ctx, repoId, { commit: head.commit, recursive: true, limit: MAX_FILES });
  const oids = new Set(items.flatMap(({ lfs }) => (lfs ? [lfs.oid] : [])));
  for (const oid of oids) await convertObject(ctx, { repoId, ownerId: repo.ownerId, oid }, signal);
}
