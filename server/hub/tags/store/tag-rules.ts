import { asc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { tagRules } from "@/db/schema/hub/tag-rules";
import { MAX_TAG_RULES, type TagRule } from "@/server/hub/contract/tag-rule";
import { type Ctx, notFound } from "@/server/kernel";

/** Of every facet, all at once: there are few. */
export const listTagRules = (db: Db): Promise<TagRule[]> =>
  db
    .select()
    .from(tagRules)
    .orderBy(asc(tagRules.position), asc(tagRules.facet), asc(tagRules.tag))
    .limit(MAX_TAG_RULES);

/** In a transaction: until it ends, nobody else changes a rule. */
export const lockTagRules = (db: Db) => lockFor(db, "hub.tagRules");

/** Takes the place of the rule that the tag had. */
export async function saveTagRule(ctx: Ctx, rule: Omit<TagRule, "id">): Promise<TagRule> {
  const { facet, tag, ...said } = rule;
  const at = ctx.now();
  const [row] = await ctx.db
    .insert(tagRules)
    .values({ id: ctx.id(), facet, tag, ...said, createdAt: at, updatedAt: at })
    .onConflictDoUpdate({ target: [tagRules.facet, tagRules.tag], set: { ...said, updatedAt: at } })
    .returning();
  if (!row) throw notFound("Tag rule", `${facet}:${tag}`);
  return row;
}

export async function deleteTagRule(db: Db, id: string): Promise<TagRule> {
  const [row] = await db.delete(tagRules).where(eq(tagRules.id, id)).returning();
  if (!row) throw notFound("Tag rule", id);
  return row;
}
