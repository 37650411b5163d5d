import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { frozenOwners } from "@/db/schema/access";
import type { Ctx } from "@/server/kernel";

/** Hides everything of an owner at once. Freezing twice is no error. */
export const freezeOwner = async (ctx: Ctx, ownerId: string): Promise<void> => {
  await ctx.db.insert(frozenOwners).values({ ownerId, frozenAt: ctx.now() }).onConflictDoNothing();
};

/** Whether an owner is deleted; for callers that are not an actor, such as an API key. */
export const isFrozen = async (db: Db, ownerId: string): Promise<boolean> =>
  (await db.select().from(frozenOwners).where(eq(frozenOwners.ownerId, ownerId))).length > 0;

export const thawOwner = async (db: Db, ownerId: string): Promise<void> => {
  await db.delete(frozenOwners).where(eq(frozenOwners.ownerId, ownerId));
};
