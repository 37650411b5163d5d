import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type { NotificationChannel, NotificationKind } from "@/server/notifications/contract";
import type { ActivityVerb } from "@/server/notifications/contract/activity";

export const notifications = pgTable(
  "notifications",
  {
    id: id<string>(),
    userId: uuid().notNull(),
    kind: text().notNull(),
    title: text().notNull(),
    /** What the title's translation needs, such as names. */
    params: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    /** Path within the site. */
    path: text(),
    /** Shown only while the reader holds this permission on this resource. */
    permission: text(),
    resourceId: uuid(),
    resourceOwnerId: uuid(),
    readAt: moment(),
    /** Whether it is to be mailed, and was not yet. */
    isToMail: boolean().notNull().default(false),
    ...timestamps,
  },
  (table) => [
    index("notifications_user_idx").on(table.userId, table.createdAt, table.id),
    index("notifications_resource_idx").on(table.resourceId),
  ],
);

/** How somebody wants to be told; kinds that are missing are told as is usual. */
export const notificationPreferences = pgTable("notification_preferences", {
  userId: uuid().primaryKey(),
  channels: jsonb().$type<Readonly<Partial<Record<NotificationKind, NotificationChannel>>>>().notNull(),
  ...timestamps,
});

/** What somebody did, for those who follow. Who may see it is asked when it is read; nothing of that stands here. */
export const activities = pgTable(
  "activities",
  {
    id: id<string>(),
    /** What happened, as one word: the same news told twice is one row. */
    key: text().notNull().unique("activities_key_key"),
    actorId: uuid().notNull(),
    verb: text().$type<ActivityVerb>().notNull(),
    /** On whose page it stands: who owns what it is about. */
    ownerId: uuid().notNull(),
    repoId: uuid(),
    /** The account, collection, discussion or release it is about. */
    subjectId: uuid(),
    branch: text(),
    tag: text(),
    /** Commits or comments of the same hour. */
    count: integer().notNull().default(1),
    /** The last of what was counted. */
    counted: text().array().notNull().default(sql`'{}'::text[]`),
    ...timestamps,
  },
  (table) => [
    index("activities_actor_idx").on(table.actorId, table.createdAt, table.id),
    index("activities_owner_idx").on(table.ownerId, table.createdAt, table.id),
    index("activities_repo_idx").on(table.repoId, table.createdAt, table.id),
    index("activities_created_idx").on(table.createdAt),
  ],
);
