import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type { MailKind, MailState } from "@/server/mail/contract";

/** Letters of the platform, from before they are sent. */
export const mails = pgTable(
  "mails",
  {
    id: id<string>(),
    kind: text().$type<MailKind>().notNull(),
    /** Whose account it is about; null for somebody who has none yet. */
    recipientId: uuid(),
    address: text().notNull(),
    subject: text().notNull(),
    /** Sealed, since it may hold a link that signs somebody in; null once it was sent. */
    letter: text(),
    /** Letters about one thing. */
    thread: text(),
    state: text().$type<MailState>().notNull(),
    attempts: integer().notNull().default(0),
    /** What the server said last. */
    error: text(),
    sentAt: moment(),
    ...timestamps,
  },
  (table) => [
    index("mails_created_idx").on(table.createdAt, table.id),
    index("mails_waiting_idx").on(table.state, table.createdAt),
  ],
);
