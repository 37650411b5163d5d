import { bigint, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, timestamps } from "@/db/columns";
import { repoVisibility } from "../hub";

/** Files without a history that one owner keeps and others may see. */
export const buckets = pgTable(
  "buckets",
  {
    id: id<string>(),
    ownerId: uuid().notNull(),
    creatorId: uuid().notNull(),
    name: text().notNull(),
    nameFolded: text().notNull(),
    visibility: repoVisibility().notNull(),
    /** Sums over its files, kept by whoever changes them. */
    sizeBytes: bigint({ mode: "number" }).notNull().default(0),
    fileCount: integer().notNull().default(0),
    ...timestamps,
  },
  (table) => [
    unique("buckets_owner_name_key").on(table.ownerId, table.nameFolded),
    index("buckets_created_idx").on(table.createdAt, table.id),
  ],
);

/** Where a renamed or moved bucket was; given up when somebody creates that name again. */
export const bucketRedirects = pgTable(
  "bucket_redirects",
  {
    ownerId: uuid().notNull(),
    nameFolded: text().notNull(),
    bucketId: uuid()
      .notNull()
      .references(() => buckets.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.nameFolded] }),
    index("bucket_redirects_bucket_idx").on(table.bucketId),
  ],
);
