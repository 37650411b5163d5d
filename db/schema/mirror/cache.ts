import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type { RepoKind } from "@/server/hub/contract";
import { mirrors } from "../mirror";

/** An id of another hub that somebody asked for here, and what came of it. */
export const cacheEntries = pgTable(
  "cache_entries",
  {
    id: id<string>(),
    origin: text().notNull(),
    kind: text().$type<RepoKind>().notNull(),
    /** `owner/name` as it was asked for, in lower case. */
    pathFolded: text().notNull(),
    /** `asking`: the other hub is being asked; `missing`: it has no such id for us; `failed`: it gave no answer. */
    status: text().$type<"asking" | "missing" | "failed" | "cached">().notNull(),
    /** Who asked first, told apart and not named. */
    askedBy: text().notNull(),
    askedAt: moment().notNull(),
    /** Until then the answer stands; nobody asks again. */
    retryAt: moment().notNull(),
    repoId: uuid(),
    /** Null once people have ended the mirror: the repository is theirs then. */
    mirrorId: uuid().references(() => mirrors.id, { onDelete: "set null" }),
    usedAt: moment().notNull(),
    ...timestamps,
  },
  (table) => [
    uniqueIndex("cache_entries_place_key").on(table.origin, table.kind, table.pathFolded),
    index("cache_entries_asked_idx").on(table.askedBy, table.askedAt),
    index("cache_entries_repo_idx").on(table.repoId),
    index("cache_entries_mirror_idx").on(table.mirrorId),
    index("cache_entries_used_idx").on(table.usedAt),
  ],
);

/** What the cache shows to another hub. */
export const cacheTokens = pgTable("cache_tokens", {
  /** A token is for the hub that it was given for. */
  origin: text().primaryKey(),
  /** Sealed. */
  credential: text().notNull(),
  ...timestamps,
});
