import { and, eq, sql } from "drizzle-orm";
import { discussionSettings } from "@/db/schema/discussions/settings";
import type { Ctx } from "@/server/kernel";

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
