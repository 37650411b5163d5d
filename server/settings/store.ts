import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { systemSettings } from "@/db/schema/settings";
import { type Ctx, DomainError, userIdOf } from "@/server/kernel";
import { SettingValues } from "./contract";

const ONLY = 1;

export interface StoredSettings extends SettingValues {
  readonly version: number;
  readonly updatedAt: Date | null;
}

/** What holds now. Version 0 until somebody changes a setting. */
export async function readSettings(db: Db): Promise<StoredSettings> {
  const [row] = await db.select().from(systemSettings).where(eq(systemSettings.id, ONLY));
  return { ...SettingValues.parse(row?.values ?? {}), version: row?.version ?? 0, updatedAt: row?.updatedAt ?? null };
}

/** Throws `stale` when the settings are no longer at `version`. */
export async function writeSettings(ctx: Ctx, version: number, values: SettingValues): Promise<void> {
  const row = { version: version + 1, values, updatedBy: userIdOf(ctx.actor), updatedAt: ctx.now() };
  const written =
    version === 0
      ? await ctx.db
          .insert(systemSettings)
          .values({ id: ONLY, ...row })
          .onConflictDoNothing()
          .returning()
      : await ctx.db
          .update(systemSettings)
          .set(row)
          .where(and(eq(systemSettings.id, ONLY), eq(systemSettings.version, version)))
          .returning();
  if (written.length > 0) return;
  throw new DomainError("stale", "Somebody else changed the settings meanwhile: load them again");
}
