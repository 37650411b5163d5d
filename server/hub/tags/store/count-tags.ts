import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { repos } from "@/db/schema/hub";
import type { RepoKind } from "@/server/hub/contract/repo";

const MAX_WORDS = 5_000;

/** Every word that filters of public repositories hold, most frequent first. */
export async function countTags(db: Db, kind: RepoKind): Promise<readonly { word: string; count: number }[]> {
  const isPublic = and(eq(repos.kind, kind), eq(repos.visibility, "public"), isNull(repos.deletedAt));
  return db.execute<{ word: string; count: number }>(sql`
    select word, count(*)::int as count
      from (select unnest(${repos.filters}) as word from ${repos} where ${isPublic}) as words
     group by word order by count desc, word limit ${MAX_WORDS}`);
}
