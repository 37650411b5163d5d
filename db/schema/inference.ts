import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import {
  type AttemptOutcome,
  DEPLOYMENT_STATUSES,
  type DeploymentReason,
  type Endpoint,
} from "@/server/inference/contract";

export const deploymentStatus = pgEnum("deployment_status", DEPLOYMENT_STATUSES);

/** What people want to run, and what was last seen of it. */
export const deployments = pgTable(
  "deployments",
  {
    id: id<string>(),
    /** Who pays. */
    ownerId: uuid().notNull(),
    creatorId: uuid().notNull(),
    repoId: uuid().notNull(),
    /** `owner/name` of the model, as it is called now. */
    model: text().notNull(),
    /** By which name it was called before a renaming. */
    formerModel: text(),
    /** As it was asked for; `commit` is what runs. */
    revision: text().notNull(),
    commit: text().notNull(),
    /** Of a split file the first part. */
    file: text().notNull(),
    framework: text().notNull(),
    params: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    /** Most that one replica may take. */
    memoryBytes: bigint({ mode: "number" }).notNull(),
    replicas: integer().notNull(),
    shared: boolean().notNull(),
    /** Goes up with every restart that somebody asked for. */
    generation: integer().notNull(),
    status: deploymentStatus().notNull(),
    reason: jsonb().$type<DeploymentReason>(),
    endpoints: jsonb().$type<readonly Endpoint[]>().notNull(),
    /** Set while it is being taken down; the row goes when nothing of it is left. */
    deletedAt: moment(),
    ...timestamps,
  },
  (table) => [
    index("deployments_created_idx").on(table.createdAt, table.id),
    index("deployments_owner_idx").on(table.ownerId),
    index("deployments_repo_idx").on(table.repoId),
    index("deployments_shared_idx").on(table.shared).where(sql`${table.shared}`),
  ],
);

/** One process of one replica, from start to end. */
export const deploymentAttempts = pgTable(
  "deployment_attempts",
  {
    deploymentId: uuid()
      .notNull()
      .references(() => deployments.id, { onDelete: "cascade" }),
    replica: integer().notNull(),
    attempt: integer().notNull(),
    outcome: text().$type<AttemptOutcome>().notNull(),
    reason: jsonb().$type<DeploymentReason>(),
    exitCode: integer(),
    startedAt: moment().notNull(),
    readyAt: moment(),
    endedAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.deploymentId, table.replica, table.attempt] })],
);

/** What the platform itself says about a deployment, between the lines of its programs. */
export const deploymentNotes = pgTable(
  "deployment_notes",
  {
    position: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
    deploymentId: uuid()
      .notNull()
      .references(() => deployments.id, { onDelete: "cascade" }),
    time: moment().notNull(),
    line: text().notNull(),
  },
  (table) => [index("deployment_notes_deployment_idx").on(table.deploymentId, table.position)],
);
