import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type { DeliveryState, WebhookDomain, WebhookStyle } from "@/server/webhooks/contract";
import type { WatchedKind } from "@/server/webhooks/contract/watched-kinds";

export const webhooks = pgTable(
  "webhooks",
  {
    id: id<string>(),
    /** The person who is told; events of what they may not read are not sent. */
    ownerId: uuid().notNull(),
    url: text().notNull(),
    style: text().$type<WebhookStyle>().notNull(),
    domains: text().array().$type<WebhookDomain[]>().notNull(),
    /** Sealed: the receiver's proof that a call comes from us. Null: calls carry none. */
    secret: text(),
    /** Deliveries that were given up in a row. */
    failures: integer().notNull().default(0),
    /** Deliveries that were sent again by hand in the day that begins at `sentAgainSince`. */
    sentAgain: integer().notNull().default(0),
    sentAgainSince: moment(),
    disabledAt: moment(),
    /** When a delivery of it was begun last. */
    turnAt: moment(),
    ...timestamps,
  },
  (table) => [index("webhooks_owner_idx").on(table.ownerId)],
);

/** What a webhook looks at: a repository, or everything of an account. */
export const webhookTargets = pgTable(
  "webhook_targets",
  {
    webhookId: uuid()
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    targetId: uuid().notNull(),
    kind: text().$type<WatchedKind>().notNull(),
  },
  (table) => [
    primaryKey({ name: "webhook_targets_pkey", columns: [table.webhookId, table.targetId] }),
    index("webhook_targets_target_idx").on(table.targetId),
  ],
);

export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: id<string>(),
    webhookId: uuid()
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    /** What it tells of; read again before each attempt. Null: the repository is gone. */
    repoId: uuid(),
    event: text().notNull(),
    payload: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    attempts: integer().notNull().default(0),
    /** HTTP status of the last answer. */
    status: integer(),
    error: text(),
    /** Beginning of the last answer. */
    answer: text(),
    durationMs: integer(),
    nextAttemptAt: moment(),
    /** Where it is being sent at this moment. */
    lane: integer(),
    ...timestamps,
  },
  (table) => [
    index("webhook_deliveries_webhook_idx").on(table.webhookId, table.createdAt, table.id),
    index("webhook_deliveries_created_idx").on(table.createdAt),
    index("webhook_deliveries_waiting_idx")
      .on(table.webhookId, table.nextAttemptAt, table.id)
      .where(sql`${table.state} = 'waiting' and ${table.lane} is null`),
    index("webhook_deliveries_lane_idx").on(table.lane).where(sql`${table.lane} is not null`),
  ],
);
