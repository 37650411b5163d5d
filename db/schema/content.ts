import { bigint, boolean, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";

/** What the object store may hold under `lfs/…`; a row is older than its bytes. */
export const objects = pgTable("objects", {
  oid: text().primaryKey(),
  size: bigint({ mode: "number" }).notNull(),
  /** Uploaded, linked or unlinked last: without a link, the bytes stay for a while longer. */
  touchedAt: moment().notNull(),
  /** Set while the bytes are being removed: nobody may link to them. */
  removingAt: moment(),
});

/** The right of a repository to read an object. */
export const objectLinks = pgTable(
  "object_links",
  {
    repoId: uuid().notNull(),
    oid: text()
      .notNull()
      .references(() => objects.oid, { onDelete: "restrict" }),
    createdAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.repoId, table.oid] }), index("object_links_oid_idx").on(table.oid)],
);

/** A file on its way, in parts of `partBytes`. */
export const uploads = pgTable(
  "uploads",
  {
    id: id<string>(),
    repoId: uuid().notNull(),
    userId: uuid().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    partBytes: integer().notNull(),
    expiresAt: moment().notNull(),
    /** Set when it is complete. */
    oid: text(),
    /** Whether it was begun by somebody who may only propose. */
    isProposal: boolean().notNull().default(false),
    /** SHA-256 that its sender announced (multipart of Git LFS); such a row is gone once the object is there. */
    claimedOid: text(),
    ...timestamps,
  },
  (table) => [index("uploads_user_idx").on(table.userId), index("uploads_expires_idx").on(table.expiresAt)],
);

export const uploadParts = pgTable(
  "upload_parts",
  {
    uploadId: uuid()
      .notNull()
      .references(() => uploads.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    /** SHA-256 of the part, as its sender was told it. */
    etag: text(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.number] })],
);

/** One person's word to the others that a file is being edited (Git LFS locking API). */
export const fileLocks = pgTable(
  "file_locks",
  {
    id: id<string>(),
    repoId: uuid().notNull(),
    path: text().notNull(),
    userId: uuid().notNull(),
    ...timestamps,
  },
  (table) => [unique("file_locks_repo_path_key").on(table.repoId, table.path)],
);

/** A file that a client sends straight to the store, in an upload of the store's own; no row, no way into a repository. */
export const directUploads = pgTable(
  "direct_uploads",
  {
    id: id<string>(),
    repoId: uuid().notNull(),
    /** SHA-256 that was announced. */
    oid: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    storeKey: text().notNull(),
    storeUploadId: text().notNull(),
    /** Who sends it and may only propose; null: who may write. */
    proposerId: uuid(),
    ...timestamps,
  },
  (table) => [
    index("direct_uploads_object_idx").on(table.repoId, table.oid),
    index("direct_uploads_created_idx").on(table.createdAt),
  ],
);
