import { sql } from "drizzle-orm";
import { boolean, index, integer, pgEnum, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import { REF_RULE_LEVELS, type SecretKind, type SecretMode, type SecretState } from "@/server/git/contract";

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

/** How a repository looks at what is pushed; no row: as the installation does. */
export const secretPolicies = pgTable("secret_policies", {
  repoId: uuid().primaryKey(),
  mode: text().$type<SecretMode>().notNull(),
  /** Patterns of paths that are not looked at. */
  allowedPaths: text().array().notNull(),
});

/** Secrets in what was pushed, each once and where it was seen first. The secret itself is nowhere: a keyed hash of it, and its first four letters. */
export const secretFindings = pgTable(
  "secret_findings",
  {
    id: id<string>(),
    repoId: uuid().notNull(),
    path: text().notNull(),
    line: integer().notNull(),
    blob: text().notNull(),
    /** That brought it; null where it is not known. */
    commit: text(),
    kind: text().$type<SecretKind>().notNull(),
    start: text().notNull(),
    fingerprint: text().notNull(),
    /** Nothing of it came in. */
    isRefused: boolean().notNull(),
    state: text().$type<SecretState>().notNull(),
    note: text().notNull(),
    resolvedBy: uuid(),
    resolvedAt: moment(),
    ...timestamps,
  },
  (table) => [
    unique("secret_findings_fingerprint_key").on(table.repoId, table.fingerprint),
    index("secret_findings_repo_created_idx").on(table.repoId, table.createdAt, table.id),
  ],
);
