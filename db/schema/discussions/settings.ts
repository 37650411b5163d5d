import { sql } from "drizzle-orm";
import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { MergeMethod } from "@/server/git/contract";

/** One per repository: the number given last, and how pull requests are judged there. */
export const discussionSettings = pgTable("discussion_settings", {
  repoId: uuid().primaryKey(),
  lastNumber: integer().notNull().default(0),
  isEnabled: boolean().notNull().default(true),
  requiredApprovals: integer().notNull().default(0),
  /** What was approved and has changed since does not count. */
  dismissesStaleApprovals: boolean().notNull().default(false),
  /** Somebody else than who pushed last must have approved what there is now. */
  requiresLastPushApproval: boolean().notNull().default(false),
  requiresCodeOwners: boolean().notNull().default(false),
  /** Contexts of commit statuses that must be `success`. */
  requiredChecks: text().array().notNull().default(sql`'{}'::text[]`),
  mergeMethods: text().array().$type<MergeMethod[]>().notNull().default(sql`'{merge,squash,rebase}'::text[]`),
});
