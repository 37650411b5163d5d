import { integer, jsonb, pgTable, uuid } from "drizzle-orm/pg-core";
import { moment } from "@/db/columns";

/** One row; absent until somebody changes a setting. */
export const systemSettings = pgTable("system_settings", {
  id: integer().primaryKey(),
  version: integer().notNull(),
  values: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
  updatedBy: uuid(),
  updatedAt: moment().notNull(),
});
