import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { containing, startingWith } from "@/db/like-pattern";
import { repoDocuments, repos } from "@/db/schema/hub";
import { documentOf } from "@/server/hub/search/document";
import { wordQuery } from "@/server/hub/search/words";

export type DocumentName = (typeof repoDocuments.$inferSelect)["part"];

/**
 * Replaces what is searched of one part of a repository; `vector` as `documentOf` makes it. Most pushes change no words:
 * then nothing is written, since each word is an entry of the index.
 */
export async function putDocument(
  db: Db,
  { repoId, part, vector }: { readonly repoId: string; readonly part: DocumentName; readonly vector: string },
): Promise<void> {
  await db
    .insert(repoDocuments)
    .values({ repoId, part, vector })
    .onConflictDoUpdate({
      target: [repoDocuments.repoId, repoDocuments.part],
      set: { vector },
      setWhere: sql`${repoDocuments.vector} <> excluded.vector`,
    });
}

/** A repository is found by the words of its description. */
export const putDescription = (db: Db, { id, description }: { readonly id: string; readonly description: string }) =>
  putDocument(db, { repoId: id, part: "description", vector: documentOf([[description]]) });

export async function hasDocument(db: Db, repoId: string, part: DocumentName): Promise<boolean> {
  const [row] = await db
    .select({ repoId: repoDocuments.repoId })
    .from(repoDocuments)
    .where(and(eq(repoDocuments.repoId, repoId), eq(repoDocuments.part, part)));
  return row !== undefined;
}

export const nameContains = (word: string): SQL => sql`${repos.searchText} like ${containing(word.toLowerCase())}`;

export const nameStarts = (word: string): SQL => sql`${repos.nameFolded} like ${startingWith(word.toLowerCase())}`;

/**
 * Repositories that have each word in their name, or at the beginning of a word of their texts. As an array, since it is
 * then found once, by its indexes; of a subquery PostgreSQL underestimates the rows, and looks through them for each
 * repository.
 */
export function mentionAll(words: readonly string[]): SQL | undefined {
  if (words.length === 0) return undefined;
  return sql`${repos.id} = any(array(${sql.join(words.map(mentioning), sql` intersect `)}))`;
}

/**
 * Those of them that have all words in the same place: the name, or one document. The indexes answer this alone, however
 * common each word is.
 */
export function mentionTogether(words: readonly string[]): SQL {
  const queries = words.flatMap((word) => wordQuery(word) ?? []);
  const named = and(...words.map(isInName));
  const documents = queries.length === words.length ? sql` union all ${documentsWith(queries.join(" & "))}` : sql``;
  return sql`${repos.id} = any(array(select named.id from ${repos} as named where ${named}${documents}))`;
}

function mentioning(word: string): SQL {
  const query = wordQuery(word);
  const named = sql`select named.id from ${repos} as named where ${isInName(word)}`;
  return query === null ? sql`(${named})` : sql`(${named} union all ${documentsWith(query)})`;
}

const isInName = (word: string): SQL => sql`named.search_text like ${containing(word.toLowerCase())}`;

const documentsWith = (query: string): SQL =>
  sql`select ${repoDocuments.repoId} from ${repoDocuments} where ${repoDocuments.vector} @@ ${query}::tsquery`;

const SHORT = 10;

/**
 * How much of the letter triples of a text `nameResembles` asks for, until the end of the transaction: half of a short
 * one, where two letters that changed places at its end spoil the other half, more of a longer one, which half of would
 * find too much. The index reads the bound, so it stays in use.
 */
export const resembleFrom = (text: string): SQL =>
  sql`select set_config('pg_trgm.word_similarity_threshold', ${text.length < SHORT ? "0.5" : "0.6"}, true)`;

/** Names that hold something like the text: a letter more, less or other. */
export const nameResembles = (text: string): SQL => sql`${text.toLowerCase()} <% ${repos.searchText}`;
