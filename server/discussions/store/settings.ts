import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { discussionSettings } from "@/db/schema/discussions/settings";
import type { Ctx } from "@/server/kernel";
import type { DiscussionSettings } from "../contract/rules";

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
