import { bigint, boolean, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "@/db/columns";
import { uploads } from "../content";

/** A repository, a bucket or an attachment: whose it is, and what its large files have. Triggers on links keep count. */
export const storagePlaces = pgTable(
  "storage_places",
  {
    placeId: uuid().primaryKey(),
    ownerId: uuid().notNull(),
    /** Counted by what it holds under paths, not by links. */
    isBucket: boolean().notNull().default(false),
    bytes: bigint({ mode: "number" }).notNull().default(0),
  },
  (table) => [index("storage_places_owner_idx").on(table.ownerId)],
);

/** What an account may keep, where that differs from what the settings say. */
export const storageQuotas = pgTable("storage_quotas", {
  ownerId: uuid().primaryKey(),
  /** Null: as much as it wants. */
  maxBytes: bigint({ mode: "number" }),
  updatedAt: moment().notNull(),
});

/** Bytes on their way to an account that has a limit: they count before they are linked. */
export const storageArrivals = pgTable(
  "storage_arrivals",
  {
    ownerId: uuid().notNull(),
    /** What is on its way, such as `xorb <hash>`: sent again, it counts once. */
    key: text().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
    /** The upload that it is a part of, and with which it goes. */
    uploadId: uuid().references(() => uploads.id, { onDelete: "cascade" }),
    /** When the bytes are collected if nobody links them; null: with the upload. */
    expiresAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.key] }),
    index("storage_arrivals_upload_idx").on(table.uploadId),
    index("storage_arrivals_expires_idx").on(table.expiresAt),
  ],
);
