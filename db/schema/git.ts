import { sql } from "drizzle-orm";
import { pgEnum, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "@/db/columns";
import { REF_RULE_LEVELS } from "@/server/git/contract";

/** Where each ref was when the rest of the platform last heard of it. Git itself is the truth. */
export const gitHeads = pgTable(
  "git_heads",
  {
    repoId: uuid().notNull(),
    ref: text().notNull(),
    commit: text().notNull(),
    recordedAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.repoId, table.ref] })],
);

export const refRuleLevel = pgEnum("ref_rule_level", REF_RULE_LEVELS);

export const refRules = pgTable(
  "ref_rules",
  {
    repoId: uuid().notNull(),
    pattern: text().notNull(),
    push: refRuleLevel().notNull(),
    merge: refRuleLevel().notNull(),
    force: refRuleLevel().notNull(),
    /** Ids of users. */
    people: uuid().array().notNull().default(sql`'{}'::uuid[]`),
  },
  (table) => [primaryKey({ columns: [table.repoId, table.pattern] })],
);
