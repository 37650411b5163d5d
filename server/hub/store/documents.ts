import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { repoDocuments, repos } from "@/db/schema/hub";
import { documentOf } from "@/server/hub/text-search/document";
import { wordQuery } from "@/server/hub/text-search/words";

export type DocumentName = (typeof repoDocuments.$inferSelect)["part"];

/** Replaces what is searched of one part of a repository; `vector` as `documentOf` makes it. */
export async function putDocument(
  db: Db,
  { repoId, part, vector }: { readonly repoId: string; readonly part: DocumentName; readonly vector: string },
): Promise<void> {
  await db
    .insert(repoDocuments)
    .values({ repoId, part, vector })
    .onConflictDoUpdate({ target: [repoDocuments.repoId, repoDocuments.part], set: { vector } });
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

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

export const nameContains = (word: string): SQL =>
  sql`${repos.searchText} like ${`%${escapeLike(word.toLowerCase())}%`}`;

export const nameStarts = (word: string): SQL => sql`${repos.nameFolded} like ${`${escapeLike(word.toLowerCase())}%`}`;

/** Repositories that have the word in their name, or at the beginning of a word of their texts. Each half has its index. */
export function mentions(word: string): SQL {
  const query = wordQuery(word);
  if (query === null) return nameContains(word);
  return sql`${repos.id} in (
    select named.id from ${repos} as named where named.search_text like ${`%${escapeLike(word.toLowerCase())}%`}
    union all
    select ${repoDocuments.repoId} from ${repoDocuments} where ${repoDocuments.vector} @@ ${query}::tsquery)`;
}

/** Names that hold something like the text: a letter more, less or other. */
export const nameResembles = (text: string): SQL => sql`${text.toLowerCase()} <% ${repos.searchText}`;
