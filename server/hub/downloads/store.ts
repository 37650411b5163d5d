import { lt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { recentDownloads } from "@/db/schema/hub";
import type { Ctx } from "@/server/kernel";

interface Download {
  readonly repoId: string;
  readonly caller: string;
  /** A download before this moment is forgotten. */
  readonly before: Date;
}

/** `false` when the caller has taken the repository since then. */
export async function putRecentDownload(ctx: Ctx, { repoId, caller, before }: Download): Promise<boolean> {
  const at = ctx.now();
  const rows = await ctx.db
    .insert(recentDownloads)
    .values({ repoId, caller, at })
    .onConflictDoUpdate({
      target: [recentDownloads.repoId, recentDownloads.caller],
      set: { at },
      setWhere: lt(recentDownloads.at, before),
    })
    .returning({ at: recentDownloads.at });
  return rows.length > 0;
}

export async function deleteOldDownloads(db: Db, before: Date): Promise<void> {
  await db.delete(recentDownloads).where(lt(recentDownloads.at, before));
}
