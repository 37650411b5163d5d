import { findReadableRepoById } from "@/server/hub";
import { atomically, type Ctx } from "@/server/kernel";
import { closeNews, lockNews, openNews } from "./store";

/** Looks at what the repository is now, whatever happened in between; for the system, which sees all of them. */
export async function guardNews(ctx: Ctx, { repoId }: { readonly repoId: string }): Promise<void> {
  await atomically(ctx, async (ctx) => {
    await lockNews(ctx.db, repoId);
    const repo = await findReadableRepoById(ctx, repoId);
    if (!repo) return;
    if (repo.visibility === "private") await closeNews(ctx.db, { repoId, ownerId: repo.ownerId });
    else await openNews(ctx.db, { repoId });
  });
}
