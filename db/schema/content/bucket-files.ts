import { bigint, customType, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "@/db/columns";
import { xetFiles } from "./xet";

/** Compared by bytes, so that what begins with a folder's name lies together whatever the database's language is. */
const pathText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** What a bucket holds under a path: also its right to read that file. */
export const bucketFiles = pgTable(
  "bucket_files",
  {
    bucketId: uuid().notNull(),
    path: pathText().notNull(),
    /** Null for an empty file, of which there are no chunks. */
    fileHash: text().references(() => xetFiles.hash, { onDelete: "restrict" }),
    size: bigint({ mode: "number" }).notNull(),
    /** When it was changed where it came from, as its sender says. */
    modifiedAt: moment(),
    uploadedAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.bucketId, table.path] }), index("bucket_files_file_idx").on(table.fileHash)],
);
