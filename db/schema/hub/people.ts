import { index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment } from "@/db/columns";
import type { PinKind } from "@/server/hub/contract/pin";
import type { WatchLevel } from "@/server/hub/contract/watch-levels";
import { repos } from "../hub";

/** Who is told what happens to a repository. */
export const repoWatches = pgTable(
  "repo_watches",
  {
    repoId: uuid()
      .notNull()
      .references(() => repos.id, { onDelete: "cascade" }),
    userId: uuid().notNull(),
    level: text().$type<WatchLevel>().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ name: "repo_watches_pkey", columns: [table.repoId, table.userId] }),
    index("repo_watches_user_idx").on(table.userId, table.createdAt),
  ],
);

/** What a person or an organisation puts first on their page. What is gone or hidden is left out when it is read. */
export const pins = pgTable(
  "pins",
  {
    ownerId: uuid().notNull(),
    position: integer().notNull(),
    kind: text().$type<PinKind>().notNull(),
    /** Of the repository or the collection. */
    targetId: uuid().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ name: "pins_pkey", columns: [table.ownerId, table.position] }),
    unique("pins_owner_target_key").on(table.ownerId, table.targetId),
    index("pins_target_idx").on(table.targetId),
  ],
);
