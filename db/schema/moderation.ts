import { boolean, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type {
  FailMode,
  FindingCategory,
  FindingDecision,
  PolicyAction,
  Surface,
  WordCategory,
  WordMatch,
} from "@/server/moderation/contract";

export const wordSets = pgTable(
  "word_sets",
  {
    id: id<string>(),
    name: text().notNull(),
    isEnabled: boolean().notNull(),
    version: integer().notNull(),
    ...timestamps,
  },
  (table) => [unique("word_sets_name_key").on(table.name)],
);

export const listedWords = pgTable(
  "listed_words",
  {
    id: id<string>(),
    setId: uuid()
      .notNull()
      .references(() => wordSets.id, { onDelete: "cascade" }),
    word: text().notNull(),
    /** As texts are compared with it. */
    folded: text().notNull(),
    category: text().$type<WordCategory>().notNull(),
    match: text().$type<WordMatch>().notNull(),
  },
  (table) => [
    unique("listed_words_set_folded_key").on(table.setId, table.folded),
    index("listed_words_set_id_idx").on(table.setId, table.id),
  ],
);

export const moderationPolicies = pgTable(
  "moderation_policies",
  {
    category: text().$type<FindingCategory>().notNull(),
    surface: text().$type<Surface>().notNull(),
    action: text().$type<PolicyAction>().notNull(),
    failMode: text().$type<FailMode>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.category, table.surface] })],
);

/** One row: raised by every change of words and policies, so that processes learn of it. */
export const moderationVersions = pgTable("moderation_versions", {
  id: integer().primaryKey(),
  version: integer().notNull(),
});

/** What was found and let through. The text is not kept. */
export const moderationFindings = pgTable(
  "moderation_findings",
  {
    id: id<string>(),
    surface: text().$type<Surface>().notNull(),
    category: text().$type<FindingCategory>().notNull(),
    action: text().$type<PolicyAction>().notNull(),
    place: text().notNull(),
    fingerprint: text().notNull(),
    start: integer().notNull(),
    end: integer().notNull(),
    authorId: uuid(),
    decision: text().$type<FindingDecision>(),
    decidedById: uuid(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (table) => [index("moderation_findings_created_idx").on(table.createdAt, table.id)],
);
