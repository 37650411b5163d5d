import { integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "@/db/columns";
import type { Finding, SkipReason } from "@/server/hub/contract/scan";
import { repos } from "../hub";

/** What the scanner found in a content. Found by the content, so each is looked at once, whatever it is called. */
export const fileScans = pgTable("file_scans", {
  /** SHA-256 of the file, or the git blob id of one that is not in LFS. */
  oid: text().primaryKey(),
  /** Of the scanner; what an older one said is looked at again. */
  version: integer().notNull(),
  format: text().notNull(),
  reason: text().$type<SkipReason>(),
  findings: jsonb().$type<Finding[]>().notNull(),
  scannedAt: moment().notNull(),
});

/** The commit of a repository whose files were all looked at last. */
export const repoScans = pgTable("repo_scans", {
  repoId: uuid()
    .primaryKey()
    .references(() => repos.id, { onDelete: "cascade" }),
  commit: text().notNull(),
  version: integer().notNull(),
  scannedAt: moment().notNull(),
});
