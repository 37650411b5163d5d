import { and, asc, eq, gt, like, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { containing } from "@/db/like-pattern";
import { listedWords, wordSets } from "@/db/schema/moderation";
import { type Ctx, notFound, type Slice } from "@/server/kernel";
import type { WordSet } from "../contract";

export type NewWord = Omit<typeof listedWords.$inferInsert, "id" | "setId">;

export const listSets = (db: Db): Promise<WordSet[]> =>
  db
    .select({
      ...{ id: wordSets.id, name: wordSets.name, isEnabled: wordSets.isEnabled },
      ...{ version: wordSets.version, updatedAt: wordSets.updatedAt },
      words: db.$count(listedWords, eq(listedWords.setId, wordSets.id)),
    })
    .from(wordSets)
    .orderBy(asc(wordSets.id));

export async function getSet(db: Db, id: string): Promise<WordSet> {
  const found = (await listSets(db)).find((set) => set.id === id);
  if (!found) throw notFound("Word set", id);
  return found;
}

export async function insertSet(db: Db, row: typeof wordSets.$inferInsert): Promise<boolean> {
  const rows = await db.insert(wordSets).values(row).onConflictDoNothing().returning({ id: wordSets.id });
  return rows.length > 0;
}

export async function changeSet(ctx: Ctx, id: string, change: { name?: string; isEnabled?: boolean }): Promise<void> {
  const values = { ...change, version: sql`${wordSets.version} + 1`, updatedAt: ctx.now() };
  const rows = await ctx.db.update(wordSets).set(values).where(eq(wordSets.id, id)).returning({ id: wordSets.id });
  if (rows.length === 0) throw notFound("Word set", id);
}

export async function deleteSet(db: Db, id: string): Promise<string> {
  const [row] = await db.delete(wordSets).where(eq(wordSets.id, id)).returning({ name: wordSets.name });
  if (!row) throw notFound("Word set", id);
  return row.name;
}

/** A word that is there already takes the new category. */
export async function saveWords(ctx: Ctx, setId: string, rows: readonly NewWord[]): Promise<void> {
  const values = rows.map((row) => ({ ...row, id: ctx.id(), setId }));
  const set = { word: sql`excluded.word`, category: sql`excluded.category`, match: sql`excluded.match` };
  await ctx.db
    .insert(listedWords)
    .values(values)
    .onConflictDoUpdate({ target: [listedWords.setId, listedWords.folded], set });
}

export async function deleteWord(db: Db, setId: string, id: string): Promise<void> {
  const where = and(eq(listedWords.setId, setId), eq(listedWords.id, id));
  const rows = await db.delete(listedWords).where(where).returning({ id: listedWords.id });
  if (rows.length === 0) throw notFound("Word", id);
}

export async function countWords(db: Db): Promise<number> {
  return db.$count(listedWords);
}

interface Asked extends Slice {
  readonly setId: string;
  readonly search: string;
}

export const listWordsOf = (db: Db, { setId, search, after, limit }: Asked) =>
  db
    .select()
    .from(listedWords)
    .where(
      and(
        eq(listedWords.setId, setId),
        search === "" ? undefined : like(listedWords.word, containing(search)),
        after ? gt(listedWords.id, after.id) : undefined,
      ),
    )
    .orderBy(asc(listedWords.id))
    .limit(limit);

/** Words of enabled sets, by id. */
export const listWordsAfter = (db: Db, after: string, limit: number) =>
  db
    .select({
      ...{ id: listedWords.id, word: listedWords.word },
      ...{ category: listedWords.category, match: listedWords.match },
    })
    .from(listedWords)
    .innerJoin(wordSets, eq(wordSets.id, listedWords.setId))
    .where(and(eq(wordSets.isEnabled, true), gt(listedWords.id, after)))
    .orderBy(asc(listedWords.id))
    .limit(limit);
