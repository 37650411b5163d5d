import {
  type AnyColumn,
  and,
  arrayContains,
  arrayOverlaps,
  desc,
  eq,
  exists,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { repoLikes, repoLinks, repos } from "@/db/schema/hub";
import { liesIn, listFilter } from "@/server/access";
import type { RepoKind, RepoSort } from "@/server/hub/contract/repo";
import type { Labelled } from "@/server/hub/search/labels";
import { atomically, type Ctx, type Keyset, type Slice } from "@/server/kernel";
import { foldName } from "../../repositories/repository";
import type { RepoRow } from "../../repositories/store";
import { mentionAll, mentionTogether, nameContains, nameResembles, nameStarts, resembleFrom } from "./documents";

export interface RepoFilter {
  readonly kinds: readonly RepoKind[];
  /** Parts of `namespace/name`, all of which must occur; any case. */
  readonly search?: readonly string[];
  /** Words that name, description, card, tags or file names must have, all of them. */
  readonly words?: readonly string[];
  /** Words of `filters` that also do for one of those words, or for all of them with spaces between. */
  readonly labelled?: Labelled;
  readonly ownerId?: string;
  /** Words of `filters`, in lower case; of each group one must be there. */
  readonly filters?: readonly (readonly string[])[];
  readonly likedBy?: string;
  /** Bounds of the number of parameters, inclusive. */
  readonly parameters?: { readonly min?: number; readonly max?: number };
  /** Repositories that the card must name, in any case of letters. */
  readonly uses?: readonly { readonly kind: RepoKind; readonly target: string }[];
  readonly forkOfId?: string;
  /** The resource group that they lie in. */
  readonly groupId?: string;
  readonly isGated?: boolean;
  readonly visibility?: "private";
}

/** What the actor may see of the repositories. */
export const visibleTo = (ctx: Ctx): SQL =>
  listFilter(ctx.actor, "repo.read", {
    id: repos.id,
    ownerId: repos.ownerId,
    visibility: repos.visibility,
    creatorId: repos.creatorId,
  });

/** For lists of other contexts: the rows whose repository is there and may be read by the actor. */
export const ofReadableRepo = (ctx: Ctx, repoId: AnyColumn): SQL =>
  exists(
    sql`(select 1 from ${repos} where ${repos.id} = ${repoId} and ${isNull(repos.deletedAt)} and ${visibleTo(ctx)})`,
  );

/** Those of the repositories that are there and that the actor may read. */
export const listReadableRows = (ctx: Ctx, ids: readonly string[]): Promise<RepoRow[]> =>
  ctx.db
    .select()
    .from(repos)
    .where(and(inArray(repos.id, [...ids]), isNull(repos.deletedAt), visibleTo(ctx)));

export interface NamedPlace {
  readonly ownerId: string;
  readonly name: string;
}

/** The same for names, of whatever kind. */
export const listReadableRowsAt = (ctx: Ctx, places: readonly NamedPlace[]): Promise<RepoRow[]> => {
  const isNamed = places.map(({ ownerId, name }) =>
    and(eq(repos.ownerId, ownerId), eq(repos.nameFolded, foldName(name))),
  );
  return ctx.db
    .select()
    .from(repos)
    .where(and(or(...isNamed), isNull(repos.deletedAt), visibleTo(ctx)));
};

/** Groups of one word are asked for together: one look into the index. */
function carries(groups: readonly (readonly string[])[]): SQL[] {
  const single = groups.filter(({ length }) => length === 1).flat();
  const several = groups.filter(({ length }) => length > 1);
  return [
    ...(single.length === 0 ? [] : [arrayContains(repos.filters, single)]),
    ...several.map((words) => arrayOverlaps(repos.filters, [...words])),
  ];
}

const NO_LABELS: Labelled = new Map();

/** Those that are meant by the words, which they mention or whose labels stand for their tags. */
function meaning({ words = [], labelled = NO_LABELS }: Pick<RepoFilter, "words" | "labelled">): SQL | undefined {
  const carry = (typed: string) => {
    const meant = labelled.get(typed);
    return meant && arrayOverlaps(repos.filters, [...meant]);
  };
  const each = and(
    mentionAll(words.filter((word) => !labelled.has(word))),
    ...words.filter((word) => labelled.has(word)).map((word) => or(mentionAll([word]), carry(word))),
  );
  return words.length > 1 ? or(each, carry(words.join(" "))) : each;
}

export function whereOf(ctx: Ctx, filter: RepoFilter): SQL | undefined {
  const { kinds, search = [], ownerId, filters = [], likedBy, forkOfId, isGated, visibility } = filter;
  return and(
    inArray(repos.kind, [...kinds]),
    isNull(repos.deletedAt),
    visibleTo(ctx),
    ...search.map(nameContains),
    meaning(filter),
    ownerId === undefined ? undefined : eq(repos.ownerId, ownerId),
    ...carries(filters),
    visibility && eq(repos.visibility, visibility),
    isGated === undefined ? undefined : eq(isNotNull(repos.gate), isGated),
    forkOfId === undefined ? undefined : eq(repos.forkOfId, forkOfId),
    filter.groupId === undefined ? undefined : liesIn(repos.id, [filter.groupId]),
    filter.parameters?.min === undefined ? undefined : gte(repos.parameters, filter.parameters.min),
    filter.parameters?.max === undefined ? undefined : lte(repos.parameters, filter.parameters.max),
    ...(filter.uses ?? []).map(({ kind, target }) =>
      exists(
        sql`(select 1 from ${repoLinks} where ${repoLinks.repoId} = ${repos.id} and ${repoLinks.targetKind} = ${kind} and ${repoLinks.targetFolded} = ${target.toLowerCase()})`,
      ),
    ),
    likedBy === undefined
      ? undefined
      : exists(
          sql`(select 1 from ${repoLikes} where ${repoLikes.repoId} = ${repos.id} and ${repoLikes.userId} = ${likedBy}::uuid)`,
        ),
  );
}

interface Order {
  readonly column: AnyColumn;
  readonly cast: "float8" | "timestamptz" | "bigint";
  readonly textOf: (row: RepoRow) => string;
}

const ORDERS = {
  trending: { column: repos.trend, cast: "float8", textOf: (row) => String(row.trend) },
  updated: { column: repos.updatedAt, cast: "timestamptz", textOf: (row) => row.updatedAt.toISOString() },
  created: { column: repos.createdAt, cast: "timestamptz", textOf: (row) => row.createdAt.toISOString() },
  downloads: { column: repos.downloads, cast: "bigint", textOf: (row) => String(row.downloads) },
  likes: { column: repos.likes, cast: "bigint", textOf: (row) => String(row.likes) },
} as const satisfies Record<RepoSort, Order>;

export const keysetOf =
  (sort: RepoSort) =>
  (row: RepoRow): Keyset => ({ sort: ORDERS[sort].textOf(row), id: row.id });

interface Asked extends Slice {
  readonly filter: RepoFilter;
  readonly sort: RepoSort;
}

/** What the actor may see, largest sort value first. */
export async function listRepoRows(ctx: Ctx, { filter, sort, after, limit }: Asked): Promise<readonly RepoRow[]> {
  const { column, cast } = ORDERS[sort];
  const value = after && sql`${after.sort}::text::${sql.raw(cast)}`;
  return ctx.db
    .select()
    .from(repos)
    .where(
      and(
        whereOf(ctx, filter),
        after && value ? or(lt(column, value), and(eq(column, value), lt(repos.id, after.id))) : undefined,
      ),
    )
    .orderBy(desc(column), desc(repos.id))
    .limit(limit);
}

export const countFitting = (ctx: Ctx, filter: RepoFilter): Promise<number> =>
  ctx.db.$count(repos, whereOf(ctx, filter));

/** How many repositories of each kind fit. */
export const countByKind = (ctx: Ctx, filter: RepoFilter) =>
  ctx.db
    .select({ kind: repos.kind, count: sql<number>`count(*)::int` })
    .from(repos)
    .where(whereOf(ctx, filter))
    .groupBy(repos.kind);

/**
 * Best matches over several kinds: names that start with the first word and hold the others, then other names, then the
 * popular ones. Words that stand together come before words that a repository has here and there. Each step is taken only
 * when the one before leaves room. Where a label is meant, the popular ones follow the names at once: there may be many,
 * and an index has them in order.
 */
export async function searchRepoRows(ctx: Ctx, asked: Best): Promise<readonly RepoRow[]> {
  const { words, labelled, limit } = asked;
  const named = await namedRows(ctx, asked);
  if (named.length === limit) return named;
  if (labelled.size > 0) return withoutTwins([...named, ...(await popularRows(ctx, asked))]).slice(0, limit);
  const together = words.length > 1 ? await bestRows(ctx, asked, mentionTogether(words)) : [];
  return together.length === limit ? together : bestRows(ctx, asked, mentionAll(words));
}

const withoutTwins = (rows: readonly RepoRow[]) => [...new Map(rows.map((row) => [row.id, row])).values()];

const popularRows = (ctx: Ctx, { limit, ...filter }: Best) =>
  ctx.db.select().from(repos).where(whereOf(ctx, filter)).orderBy(desc(repos.trend), desc(repos.id)).limit(limit);

interface Best {
  readonly kinds: readonly RepoKind[];
  readonly words: readonly string[];
  readonly labelled: Labelled;
  readonly limit: number;
}

/** The most popular whose names start with the first word and hold the others: however common, an index has them in order. */
async function namedRows(ctx: Ctx, { kinds, words, limit }: Best): Promise<readonly RepoRow[]> {
  const [first, ...others] = words;
  if (first === undefined) return [];
  return ctx.db
    .select()
    .from(repos)
    .where(and(whereOf(ctx, { kinds, search: others }), nameStarts(first)))
    .orderBy(desc(repos.trend), desc(repos.id))
    .limit(limit);
}

const bestRows = (ctx: Ctx, { kinds, words, limit }: Best, isFound: SQL | undefined) =>
  ctx.db
    .select()
    .from(repos)
    .where(and(whereOf(ctx, { kinds }), isFound))
    .orderBy(
      ...words.slice(0, 1).flatMap((word) => [desc(nameStarts(word)), desc(nameContains(word))]),
      desc(repos.trend),
      desc(repos.id),
    )
    .limit(limit);

interface Resembling {
  readonly kinds: readonly RepoKind[];
  readonly text: string;
  readonly limit: number;
}

/** Names that resemble what was typed, the closest first. */
export const resemblingRepoRows = (ctx: Ctx, { kinds, text, limit }: Resembling) =>
  atomically(ctx, async (ctx) => {
    await ctx.db.execute(resembleFrom(text));
    return ctx.db
      .select()
      .from(repos)
      .where(and(whereOf(ctx, { kinds }), nameResembles(text)))
      .orderBy(
        desc(sql`word_similarity(${text.toLowerCase()}, ${repos.searchText})`),
        desc(repos.trend),
        desc(repos.id),
      )
      .limit(limit);
  });

/** Deleted and still restorable repositories of these owners, as far as the actor may know of them, newest first. */
export const listDeletedRows = (
  { actor, db }: Ctx,
  { ownerIds, after, limit }: { ownerIds: readonly string[]; after: Keyset | null; limit: number },
) =>
  db
    .select()
    .from(repos)
    .where(
      and(
        sql`${repos.deletedAt} is not null`,
        inArray(repos.ownerId, [...ownerIds]),
        // Public as they were, only those whose they are see them; a token as far as it reaches.
        listFilter(actor, "repo.read", { id: repos.id, ownerId: repos.ownerId, creatorId: repos.creatorId }),
        after
          ? sql`(${repos.deletedAt}, ${repos.id}) < (${after.sort}::text::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(repos.deletedAt), desc(repos.id))
    .limit(limit);
