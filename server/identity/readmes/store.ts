import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accountReadmes } from "@/db/schema/identity";
import type { Ctx } from "@/server/kernel";

export async function findReadme(db: Db, accountId: string): Promise<string | null> {
  const [row] = await db.select().from(accountReadmes).where(eq(accountReadmes.accountId, accountId));
  return row?.source ?? null;
}

/** An empty text leaves no row. */
export async function putReadmeRow(ctx: Ctx, accountId: string, source: string): Promise<void> {
  if (source.trim() === "") return deleteReadme(ctx.db, accountId);
  const updatedAt = ctx.now();
  await ctx.db
    .insert(accountReadmes)
    .values({ accountId, source, updatedAt })
    .onConflictDoUpdate({ target: accountReadmes.accountId, set: { source, updatedAt } });
}

export async function deleteReadme(db: Db, accountId: string): Promise<void> {
  await db.delete(accountReadmes).where(eq(accountReadmes.accountId, accountId));
}
