import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type { Direction, RunStatus, SourceId, Step, Trigger } from "@/server/mirror/contract/sources";

/** A repository here and one elsewhere, of which one follows the other. */
export const mirrors = pgTable(
  "mirrors",
  {
    id: id<string>(),
    repoId: uuid().notNull(),
    creatorId: uuid().notNull(),
    direction: text().$type<Direction>().notNull(),
    /** Ends with its first success. */
    isOneOff: boolean().notNull(),
    source: text().$type<SourceId>().notNull(),
    /** Scheme, host and port. */
    origin: text().notNull(),
    path: text().notNull(),
    /** In lower case: what an id of the source is looked up by. */
    pathFolded: text().notNull(),
    remoteUser: text(),
    /** Sealed. */
    credential: text(),
    /** Patterns of branches and tags; empty: all. */
    refs: text().array().notNull(),
    /** Patterns of paths whose large files stay where they are. */
    skipFiles: text().array().notNull(),
    intervalMinutes: integer(),
    isEnabled: boolean().notNull().default(true),
    nextRunAt: moment(),
    /** Whether history of the side that follows may be replaced: not before the two have agreed once. */
    mayReplace: boolean().notNull(),
    /** Whether every large file came along; else the next run looks for all of them again. */
    isComplete: boolean().notNull().default(false),
    /** When a run succeeded last. */
    syncedAt: moment(),
    /** Runs in a row that failed. */
    failures: integer().notNull().default(0),
    /** When its address was changed last: what ran before says nothing of the place it has now. */
    movedAt: moment(),
    ...timestamps,
  },
  (table) => [
    index("mirrors_repo_idx").on(table.repoId),
    uniqueIndex("mirrors_repo_pull_key")
      .on(table.repoId)
      .where(sql`${table.direction} = 'pull' and not ${table.isOneOff}`),
    index("mirrors_place_idx").on(table.source, table.origin, table.pathFolded),
    index("mirrors_next_run_idx").on(table.nextRunAt).where(sql`${table.nextRunAt} is not null`),
  ],
);

/** One attempt to bring the two sides together, with all its retries. */
export const mirrorRuns = pgTable(
  "mirror_runs",
  {
    id: id<string>(),
    mirrorId: uuid()
      .notNull()
      .references(() => mirrors.id, { onDelete: "cascade" }),
    /** Of the repository, when it was asked for. */
    ownerId: uuid().notNull(),
    status: text().$type<RunStatus>().notNull(),
    trigger: text().$type<Trigger>().notNull(),
    step: text().$type<Step>(),
    /** Somebody wants it to stop. */
    stopAskedAt: moment(),
    attempt: integer().notNull().default(1),
    /** In which it is done right now. */
    lane: integer(),
    /** When it was given a lane last; the owner who waits longest for one comes first. */
    turnAt: moment(),
    /** How often it gave its lane to others before it was done. */
    turns: integer().notNull().default(0),
    refs: integer().notNull().default(0),
    filesDone: integer().notNull().default(0),
    filesTotal: integer(),
    bytesDone: bigint({ mode: "number" }).notNull().default(0),
    bytesTotal: bigint({ mode: "number" }),
    error: text(),
    reason: text(),
    nextAttemptAt: moment(),
    startedAt: moment(),
    endedAt: moment(),
    /** `updatedAt` is moved again and again by the worker that does it. */
    ...timestamps,
  },
  (table) => [
    index("mirror_runs_mirror_idx").on(table.mirrorId, table.createdAt, table.id),
    uniqueIndex("mirror_runs_active_key").on(table.mirrorId).where(sql`${table.status} in ('queued', 'running')`),
    index("mirror_runs_owner_idx").on(table.ownerId, table.turnAt),
    index("mirror_runs_open_idx").on(table.ownerId).where(sql`${table.status} in ('queued', 'running')`),
  ],
);
