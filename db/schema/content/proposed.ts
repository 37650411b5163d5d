import { boolean, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, moment } from "@/db/columns";

/** Large files from people who may only propose changes. What no ref names after a while, the repository lets go. */
export const proposedObjects = pgTable(
  "proposed_objects",
  {
    id: id<string>(),
    repoId: uuid().notNull(),
    /** SHA-256; null for a Xet file that came without one. */
    oid: text(),
    /** Of a Xet file. */
    fileHash: text(),
    userId: uuid().notNull(),
    createdAt: moment().notNull(),
    /** Since when the repository has it no longer; a push that had seen it before may still need it. */
    unlinkedAt: moment(),
    /** Whether it was linked as a whole object then. */
    wasWhole: boolean().notNull().default(false),
  },
  (table) => [
    index("proposed_objects_repo_idx").on(table.repoId, table.createdAt),
    index("proposed_objects_oid_idx").on(table.oid),
    index("proposed_objects_file_idx").on(table.fileHash),
  ],
);
