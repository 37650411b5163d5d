import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";

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
    ...timestamps,
  },
  (table) => [index("notifications_user_idx").on(table.userId, table.createdAt.desc(), table.id.desc())],
);
