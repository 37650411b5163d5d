import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { discussionSettings } from "@/db/schema/discussions";
import type { DiscussionSettings } from "@/server/discussions/contract/rules";
import type { Ctx } from "@/server/kernel";

const DEFAULTS: DiscussionSettings = {
  isEnabled: true,
  requiredApprovals: 0,
  dismissesStaleApprovals: false,
  requiresLastPushApproval: false,
  requiresCodeOwners: false,
  requiredChecks: [],
  mergeMethods: ["merge", "squash", "rebase"],
};

export async function readDiscussionSettings(db: Db, repoId: string): Promise<DiscussionSettings> {
  const [row] = await db.select().from(discussionSettings).where(eq(discussionSettings.repoId, repoId));
  return row ?? DEFAULTS;
}

type SettingsChange = { readonly [K in keyof DiscussionSettings]?: DiscussionSettings[K] | undefined };

export async function saveDiscussionSettings(ctx: Ctx, repoId: string, change: SettingsChange) {
  const [row] = await ctx.db
    .insert(discussionSettings)
    .values({ repoId, ...change })
    .onConflictDoUpdate({ target: discussionSettings.repoId, set: { repoId, ...change } })
    .returning();
  return row ?? DEFAULTS;
}

/** The next number of the repository: issues and pull requests share one row of numbers. */
export async function takeNumber({ db }: Ctx, repoId: string): Promise<number> {
  const [row] = await db
    .insert(discussionSettings)
    .values({ repoId, lastNumber: 1 })
    .onConflictDoUpdate({
      target: discussionSettings.repoId,
      set: { lastNumber: sql`${discussionSettings.lastNumber} + 1` },
    })
    .returning({ number: discussionSettings.lastNumber });
  return row?.number ?? 1;
}

/** Gives back a number that nothing was made of, unless another one was taken since. */
export const returnNumber = async ({ db }: Ctx, repoId: string, number: number): Promise<void> => {
  await db
    .update(discussionSettings)
    .set({ lastNumber: number - 1 })
    .where(and(eq(discussionSettings.repoId, repoId), eq(discussionSettings.lastNumber, number)));
};
