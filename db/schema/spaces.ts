import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, timestamps } from "@/db/columns";
import type { SpaceVolume } from "@/server/spaces/contract";

/** What somebody asked of a space; a space without a row has the defaults. */
export const spaceSettings = pgTable("space_settings", {
  repoId: uuid().primaryKey(),
  hardware: text(),
  storage: text(),
  /** Seconds without a request before it sleeps; null: the default. */
  sleepSeconds: integer(),
  hasDevMode: boolean().notNull().default(false),
  volumes: jsonb().$type<SpaceVolume[]>().notNull().default([]),
  ...timestamps,
});

/** Values are sealed; nothing gives them back but the start of the space itself. */
export const spaceSecrets = pgTable(
  "space_secrets",
  {
    repoId: uuid().notNull(),
    key: text().notNull(),
    sealed: text().notNull(),
    description: text().notNull().default(""),
    updatedAt: moment().notNull(),
  },
  (table) => [primaryKey({ name: "space_secrets_pkey", columns: [table.repoId, table.key] })],
);

export const spaceVariables = pgTable(
  "space_variables",
  {
    repoId: uuid().notNull(),
    key: text().notNull(),
    value: text().notNull(),
    description: text().notNull().default(""),
    updatedAt: moment().notNull(),
  },
  (table) => [primaryKey({ name: "space_variables_pkey", columns: [table.repoId, table.key] })],
);
