import { integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { id, timestamps } from "@/db/columns";
import type { FacetName } from "@/server/hub/contract/repo";
import type { TagRuleKind } from "@/server/hub/contract/tag-rule";

/** What administrators decided about a tag. Applied when lists are read; no card changes. */
export const tagRules = pgTable(
  "tag_rules",
  {
    id: id<string>(),
    facet: text().$type<FacetName>().notNull(),
    /** In lower case, as filters hold it. */
    tag: text().notNull(),
    rule: text().$type<TagRuleKind>().notNull(),
    /** Of an alias: the tag of the same facet that it counts as. */
    target: text(),
    /** Of a featured tag: lower ones come first. */
    position: integer(),
    labelEn: text(),
    labelZh: text(),
    ...timestamps,
  },
  (table) => [unique("tag_rules_tag_key").on(table.facet, table.tag)],
);
