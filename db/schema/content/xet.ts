import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { moment } from "@/db/columns";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Packed chunks that the object store has or will have under `xet/…`; a row is older than its bytes. */
export const xetXorbs = pgTable(
  "xet_xorbs",
  {
    /** As Xet writes it: 64 hexadecimal digits. */
    hash: text().primaryKey(),
    chunkCount: integer().notNull().default(0),
    /** Bytes of the packed chunks, from the beginning of the stored xorb. */
    packedBytes: integer().notNull().default(0),
    unpackedBytes: integer().notNull().default(0),
    /** Whose upload brought the bytes. */
    repoId: uuid().notNull(),
    /** Whether a file has been charged with the transfer of its bytes. */
    isCounted: boolean().notNull().default(false),
    /** Set once the bytes and their table are there. */
    storedAt: moment(),
    /** Uploaded, referenced or told to a client last: clients remember it for weeks. */
    touchedAt: moment().notNull(),
    /** No client is told of it any more; a client that remembers it may still use it. */
    retiredAt: moment(),
    /** Set while the bytes are being removed: nobody may use them. */
    removingAt: moment(),
  },
  (table) => [index("xet_xorbs_touched_idx").on(table.touchedAt)],
);

/** A file as a list of terms. */
export const xetFiles = pgTable(
  "xet_files",
  {
    hash: text().primaryKey(),
    size: bigint({ mode: "number" }).notNull(),
    /** See `terms.ts`. */
    terms: bytes().notNull(),
    /** SHA-256 of the content; null until it was rebuilt and hashed here. */
    oid: text(),
    touchedAt: moment().notNull(),
  },
  (table) => [index("xet_files_touched_idx").on(table.touchedAt)],
);

/** What keeps a xorb. */
export const xetFileXorbs = pgTable(
  "xet_file_xorbs",
  {
    fileHash: text()
      .notNull()
      .references(() => xetFiles.hash, { onDelete: "cascade" }),
    xorbHash: text()
      .notNull()
      .references(() => xetXorbs.hash, { onDelete: "restrict" }),
  },
  (table) => [
    primaryKey({ columns: [table.fileHash, table.xorbHash] }),
    index("xet_file_xorbs_xorb_idx").on(table.xorbHash),
  ],
);

/** The right of a repository to read a file, and the SHA-256 it has there. */
export const xetLinks = pgTable(
  "xet_links",
  {
    repoId: uuid().notNull(),
    fileHash: text()
      .notNull()
      .references(() => xetFiles.hash, { onDelete: "restrict" }),
    /** As the client claimed it, until `isVerified`; null when it claimed none. */
    oid: text(),
    isVerified: boolean().notNull(),
    /** Packed bytes that were sent for it; the rest was here already. */
    receivedBytes: bigint({ mode: "number" }).notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.repoId, table.fileHash] }),
    unique("xet_links_repo_oid_key").on(table.repoId, table.oid),
    index("xet_links_file_idx").on(table.fileHash),
  ],
);

/** Where an owner's clients find a chunk that they are about to send. */
export const xetChunks = pgTable(
  "xet_chunks",
  {
    ownerId: uuid().notNull(),
    chunkHash: text().notNull(),
    xorbHash: text()
      .notNull()
      .references(() => xetXorbs.hash, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.chunkHash] }),
    index("xet_chunks_xorb_idx").on(table.xorbHash),
  ],
);
