import { findReadableRepoById } from "@/server/hub";
import type { Ctx } from "@/server/kernel";
import { closeNews, openNews } from "./store";

/** Looks at what the repository is now, whatever happened in between; for the system, which sees all of them. */
export async function guardNews(ctx: Ctx, { repoId }: { readonly repoId: string }): Promise<void> {
  const repo = await findReadableRepoById(ctx, repoId);
  if (!repo) return;
  if (repo.visibility === "private") await closeNews(ctx.db, { repoId, ownerId: repo.ownerId });
  else await openNews(ctx.db, { repoId });
}
