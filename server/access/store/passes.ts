import { type AnyColumn, and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { resourcePasses } from "@/db/schema/access";
import type { Ctx } from "@/server/kernel";

interface Pass {
  readonly resourceId: SQL | AnyColumn;
  readonly userId: string | null;
  readonly at: Date;
}

/** A subquery that has a row while the person may go through the gate. */
export const passOf = ({ resourceId, userId, at }: Pass): SQL => sql`
  select 1 from ${resourcePasses} where ${resourcePasses.resourceId} = ${resourceId}
     and ${resourcePasses.userId} = ${userId}::uuid
     and coalesce(${resourcePasses.expiresAt} > ${at.toISOString()}::timestamptz, true)`;

/** Lets somebody through the gate of a resource, until `expiresAt` or for good. */
export async function putPass(ctx: Ctx, pass: typeof resourcePasses.$inferInsert): Promise<void> {
  const { expiresAt = null } = pass;
  await ctx.db
    .insert(resourcePasses)
    .values(pass)
    .onConflictDoUpdate({ target: [resourcePasses.resourceId, resourcePasses.userId], set: { expiresAt } });
}

export const removePass = async (
  db: Db,
  { resourceId, userId }: { readonly resourceId: string; readonly userId: string },
): Promise<void> => {
  await db
    .delete(resourcePasses)
    .where(and(eq(resourcePasses.resourceId, resourceId), eq(resourcePasses.userId, userId)));
};
