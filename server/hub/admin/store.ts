import { type AnyColumn, and, desc, eq, exists, isNotNull, isNull, like, type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/like-pattern";
import { repos } from "@/db/schema/hub";
import { listFilter } from "@/server/access";
import type { Ctx, Keyset, Slice } from "@/server/kernel";
import type { ListAllReposInput } from "../contract/managed-repo";
import type { RepoRow } from "../repositories/store";

interface Asked extends Slice, Pick<ListAllReposInput, "kind" | "visibility" | "state" | "sort"> {
  /** Parts of `namespace/name`, all of which must occur. */
  readonly words: readonly string[];
  readonly ownerId: string | undefined;
}

/** A row, and whether the actor may also read what is in it. */
type SeenRepo = RepoRow & { readonly isReadable: boolean };

const ORDERS = {
  created: { column: repos.createdAt, cast: sql.raw("timestamptz") },
  size: { column: repos.storageBytes, cast: sql.raw("bigint") },
} as const;

export const managedKeyset =
  (sort: Asked["sort"]) =>
  ({ id, createdAt, storageBytes }: RepoRow): Keyset => ({
    id,
    sort: sort === "created" ? createdAt.toISOString() : String(storageBytes),
  });

/** Every repository of the installation, hidden and deleted ones too: for those who authorise themselves. */
export async function listEveryRepo(ctx: Ctx, slice: Asked): Promise<SeenRepo[]> {
  const { words, ownerId, kind, visibility, state, sort, after, limit } = slice;
  const { id, creatorId, deletedAt } = repos;
  const { column, cast } = ORDERS[sort];
  const isReadable = listFilter(ctx.actor, "repo.read", {
    ...{ id, creatorId, ownerId: repos.ownerId, visibility: repos.visibility },
  });
  const filters: (SQL | undefined)[] = [
    state === "active" ? isNull(deletedAt) : isNotNull(deletedAt),
    ...words.map((text) => like(repos.searchText, containing(text.toLowerCase()))),
    ownerId === undefined ? undefined : eq(repos.ownerId, ownerId),
    kind && eq(repos.kind, kind),
    visibility && eq(repos.visibility, visibility),
    after ? sql`(${column}, ${id}) < (${after.sort}::text::${cast}, ${after.id}::uuid)` : undefined,
  ];
  const rows = await ctx.db
    .select({ repo: repos, isReadable: sql<boolean>`${isReadable} and ${isNull(deletedAt)}` })
    .from(repos)
    .where(and(...filters))
    .orderBy(desc(column), desc(id))
    .limit(limit);
  return rows.map(({ repo, isReadable }) => ({ ...repo, isReadable }));
}

/** For lists of other contexts that authorise themselves: rows whose repository is there, and is named like the text. */
export const ofLiveRepo = (repoId: AnyColumn, text = ""): SQL =>
  exists(
    sql`(select 1 from ${repos} where ${repos.id} = ${repoId} and ${isNull(repos.deletedAt)}
      and ${like(repos.searchText, containing(text.toLowerCase()))})`,
  );
