import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { packInstalls } from "@/db/schema/compute";
import type { Ctx } from "@/server/kernel";

export type PackInstallRow = typeof packInstalls.$inferSelect;

export const listPackInstalls = (db: Db): Promise<PackInstallRow[]> => db.select().from(packInstalls);

export async function recordInstall({ db, now }: Ctx, row: Omit<PackInstallRow, "updatedAt">): Promise<void> {
  const set = { ...row, updatedAt: now() };
  await db.insert(packInstalls).values(set).onConflictDoUpdate({ target: packInstalls.packId, set });
}

export async function deleteInstall(db: Db, packId: string): Promise<void> {
  await db.delete(packInstalls).where(eq(packInstalls.packId, packId));
}
