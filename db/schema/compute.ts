import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "@/db/columns";
import type { InstallPhase } from "@/server/compute/contract";

/** The latest installation of each runtime pack; whether it is there is told by the disk. */
export const packInstalls = pgTable("pack_installs", {
  packId: text().primaryKey(),
  version: text().notNull(),
  phase: text().$type<InstallPhase>().notNull(),
  /** 0 to 100. */
  percent: integer().notNull(),
  /** Why it failed. */
  message: text(),
  updatedAt: moment().notNull(),
});
