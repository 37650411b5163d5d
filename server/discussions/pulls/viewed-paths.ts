import type { FileDiff } from "@/server/git/contract";
import { type Ctx, userIdOf } from "@/server/kernel";
import { MAX_VIEWED_FILES } from "../contract/pull";
import { listViewed } from "../store/viewed-files";

/** Files that the caller has looked at and that have not changed since. */
export async function viewedPaths(ctx: Ctx, discussionId: string, files: readonly FileDiff[]): Promise<string[]> {
  const userId = userIdOf(ctx.actor);
  if (userId === null) return [];
  const marked = await listViewed(ctx.db, { discussionId, userId }, MAX_VIEWED_FILES);
  const marks = new Map(marked.map(({ path, blob }) => [path, blob]));
  return files.filter(({ path, newOid }) => marks.get(path) === newOid).map(({ path }) => path);
}
