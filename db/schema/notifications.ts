import { boolean, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type { NotificationChannel, NotificationKind } from "@/server/notifications/contract";

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
  (table) => [index("notifications_user_idx").on(table.userId, table.createdAt.desc(), table.id.desc())],
);

/** How somebody wants to be told; kinds that are missing are told as is usual. */
export const notificationPreferences = pgTable("notification_preferences", {
  userId: uuid().primaryKey(),
  channels: jsonb().$type<Readonly<Partial<Record<NotificationKind, NotificationChannel>>>>().notNull(),
  ...timestamps,
});
