import type { FileDiff } from "@/server/git/contract";
import { type Ctx, userIdOf } from "@/server/kernel";
import { listViewed } from "../store/viewed-files";

const MAX_MARKS = 3_000;

/** Files that the caller has looked at and that have not changed since. */
export async function viewedPaths(ctx: Ctx, discussionId: string, files: readonly FileDiff[]): Promise<string[]> {
  const userId = userIdOf(ctx.actor);
  if (userId === null) return [];
  const marks = new Map((await listViewed(ctx.db, { discussionId, userId }, MAX_MARKS)).map((m) => [m.path, m.blob]));
  return files.filter(({ path, newOid }) => marks.get(path) === newOid).map(({ path }) => path);
}
