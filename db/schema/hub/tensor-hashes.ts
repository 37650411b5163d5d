import { pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "@/db/columns";
import type { HashingStatus } from "@/server/hub/contract/weights";

/** What the values of the tensors of a file hash to. Found by the content, so they are read once and never wrong. */
export const tensorHashes = pgTable("tensor_hashes", {
  /** SHA-256 of the file, or the git blob id of one that is not in LFS. */
  oid: text().primaryKey(),
  status: text().$type<HashingStatus>().notNull(),
  /** In the order of the header; empty until it is ready. */
  hashes: text().array().notNull(),
  changedAt: moment().notNull(),
});
