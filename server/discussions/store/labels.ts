import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { discussionLabels, labels } from "@/db/schema/discussions";
import { type Ctx, type Keyset, newRow } from "@/server/kernel";

export type LabelRow = typeof labels.$inferSelect;

const folded = (name: string) => name.toLowerCase();

export const listLabelRows = (db: Db, repoId: string, { after, limit }: { after: Keyset | null; limit: number }) =>
  db
    .select()
    .from(labels)
    .where(and(eq(labels.repoId, repoId), after ? sql`${labels.nameFolded} > ${after.sort}` : undefined))
    .orderBy(asc(labels.nameFolded))
    .limit(limit);

export const findLabels = (db: Db, repoId: string, names: readonly string[]): Promise<LabelRow[]> =>
  names.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(labels)
        .where(and(eq(labels.repoId, repoId), inArray(labels.nameFolded, names.map(folded))));

export interface LabelFacts {
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

/** `null` when a label has this name, which stays as it is. */
export async function insertLabelRow(ctx: Ctx, repoId: string, facts: LabelFacts): Promise<LabelRow | null> {
  const [row] = await ctx.db
    .insert(labels)
    .values({ ...newRow(ctx), repoId, ...facts, nameFolded: folded(facts.name) })
    .onConflictDoNothing({ target: [labels.repoId, labels.nameFolded] })
    .returning();
  return row ?? null;
}

export async function putLabelRow(ctx: Ctx, repoId: string, { name, color, description }: LabelFacts) {
  const [row] = await ctx.db
    .insert(labels)
    .values({ ...newRow(ctx), repoId, name, nameFolded: folded(name), color, description })
    .onConflictDoUpdate({
      target: [labels.repoId, labels.nameFolded],
      set: { name, color, description, updatedAt: ctx.now() },
    })
    .returning();
  if (!row) throw new Error("A label was not written");
  return row;
}

export async function updateLabelRow(ctx: Ctx, id: string, { name, color, description }: LabelFacts) {
  const [row] = await ctx.db
    .update(labels)
    .set({ name, nameFolded: folded(name), color, description, updatedAt: ctx.now() })
    .where(eq(labels.id, id))
    .returning();
  if (!row) throw new Error("A label was not written");
  return row;
}

export const deleteLabelRow = async (db: Db, id: string): Promise<void> => {
  await db.delete(labels).where(eq(labels.id, id));
};

/** By discussion, in the order of names. */
export async function labelsOf(db: Db, discussionIds: readonly string[]) {
  if (discussionIds.length === 0) return [];
  return db
    .select({ discussionId: discussionLabels.discussionId, name: labels.name, color: labels.color })
    .from(discussionLabels)
    .innerJoin(labels, eq(labels.id, discussionLabels.labelId))
    .where(inArray(discussionLabels.discussionId, [...discussionIds]))
    .orderBy(asc(labels.nameFolded));
}

export async function replaceLabels(db: Db, discussionId: string, labelIds: readonly string[]): Promise<void> {
  await db.delete(discussionLabels).where(eq(discussionLabels.discussionId, discussionId));
  if (labelIds.length > 0) {
    await db.insert(discussionLabels).values(labelIds.map((labelId) => ({ discussionId, labelId })));
  }
}
