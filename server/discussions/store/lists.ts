import { and, asc, count, desc, eq, ilike, inArray, isNotNull, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { containing } from "@/db/like-pattern";
import { discussionEvents, discussionLabels, discussionPeople, discussions, labels } from "@/db/schema/discussions";
import type { DiscussionQuery, ReviewState, Sort } from "@/server/discussions/contract/query";
import type { Keyset, Slice } from "@/server/kernel";
import type { DiscussionRow } from "./discussions";

type PersonFilter = string | null | undefined;

/** Names are ids by now; an id of `null` stands for a name of nobody, which finds nothing. */
export interface DiscussionFilter
  extends Pick<DiscussionQuery, "type" | "status" | "labels" | "isUnlabelled" | "review" | "words"> {
  readonly repoId: string;
  readonly authorId: PersonFilter;
  readonly assigneeId: PersonFilter;
  readonly isUnassigned: boolean;
}

const STATUSES: Readonly<Record<DiscussionQuery["status"], readonly DiscussionRow["status"][]>> = {
  all: [],
  open: ["draft", "open"],
  closed: ["closed", "merged"],
  merged: ["merged"],
  draft: ["draft"],
};

function whereOf({ repoId, type, status, authorId, assigneeId, ...filter }: DiscussionFilter): SQL | undefined {
  return and(
    eq(discussions.repoId, repoId),
    type === "all" ? undefined : eq(discussions.isPull, type === "pull"),
    status === "all" ? undefined : inArray(discussions.status, [...STATUSES[status]]),
    authorId === undefined ? undefined : sql`${discussions.authorId} = ${authorId}::uuid`,
    assigneeId === undefined ? undefined : assignedTo(sql`${discussionPeople.userId} = ${assigneeId}::uuid`),
    filter.isUnassigned ? sql`not ${assignedTo(sql`true`)}` : undefined,
    ...filter.labels.map((name) => labelled(sql`${labels.nameFolded} = ${name.toLowerCase()}`)),
    filter.isUnlabelled ? sql`not ${labelled(sql`true`)}` : undefined,
    filter.review && reviewed(filter.review),
    filter.words === "" ? undefined : titleHas(filter.words),
  );
}

const titleHas = (text: string): SQL => ilike(discussions.title, containing(text));

const assignedTo = (whom: SQL): SQL =>
  sql`exists (select 1 from ${discussionPeople} where ${discussionPeople.discussionId} = ${discussions.id}
      and ${discussionPeople.isAssignee} and ${whom})`;

const labelled = (how: SQL): SQL =>
  sql`exists (select 1 from ${discussionLabels} join ${labels} on ${labels.id} = ${discussionLabels.labelId}
      where ${discussionLabels.discussionId} = ${discussions.id} and ${how})`;

/** By the last judgement of each reviewer: one who asks for changes outweighs those who approve. */
function reviewed(state: ReviewState): SQL {
  const { discussionId, type, authorId, hiddenAt, dismissedAt, data, id } = discussionEvents;
  const last = sql`(select distinct on (${authorId}) ${data}->>'verdict' as verdict from ${discussionEvents}
      where ${discussionId} = ${discussions.id} and ${type} = 'review' and ${hiddenAt} is null
      and ${dismissedAt} is null and ${data}->>'verdict' in ('approve', 'request_changes')
      order by ${authorId}, ${id} desc) as words`;
  const said = (verdict: string) => sql`exists (select 1 from ${last} where verdict = ${verdict})`;
  const isPull = sql`${discussions.isPull}`;
  switch (state) {
    case "approved":
      return sql`${isPull} and ${said("approve")} and not ${said("request_changes")}`;
    case "changes_requested":
      return sql`${isPull} and ${said("request_changes")}`;
    case "none":
      return sql`${isPull} and not exists (select 1 from ${last})`;
  }
}

interface Order {
  /** The value that the list is ordered by, as text. */
  readonly keyOf: (row: DiscussionRow) => string;
  readonly by: readonly SQL[];
  readonly after: (last: Keyset) => SQL;
}

const { number, commentCount, updatedAt, id } = discussions;

export const ORDERS: Readonly<Record<Sort, Order>> = {
  newest: {
    keyOf: (row) => String(row.number),
    by: [desc(number)],
    after: ({ sort }) => sql`${number} < ${sort}::int`,
  },
  oldest: {
    keyOf: (row) => String(row.number),
    by: [asc(number)],
    after: ({ sort }) => sql`${number} > ${sort}::int`,
  },
  commented: {
    keyOf: (row) => String(row.commentCount),
    by: [desc(commentCount), desc(id)],
    after: (last) => sql`(${commentCount}, ${id}) < (${last.sort}::int, ${last.id}::uuid)`,
  },
  updated: {
    keyOf: (row) => row.updatedAt.toISOString(),
    by: [desc(updatedAt), desc(id)],
    after: (last) => sql`(${updatedAt}, ${id}) < (${last.sort}::timestamptz, ${last.id}::uuid)`,
  },
};

interface Asked extends Pick<Slice, "limit">, Partial<Pick<Slice, "after">> {
  readonly sort?: Sort;
  readonly offset?: number;
}

/** What is pinned is among them, and is listed apart as well. */
export const listDiscussionRows = (
  db: Db,
  filter: DiscussionFilter,
  { sort = "newest", after = null, offset = 0, limit }: Asked,
): Promise<DiscussionRow[]> =>
  db
    .select()
    .from(discussions)
    .where(and(whereOf(filter), after === null ? undefined : ORDERS[sort].after(after)))
    .orderBy(...ORDERS[sort].by)
    .offset(offset)
    .limit(limit);

/** How many fit, by whether they are open and whether they are pull requests. */
export const countRows = (db: Db, filter: DiscussionFilter) =>
  db
    .select({
      isPull: discussions.isPull,
      isOpen: sql<boolean>`${discussions.status} in ('draft', 'open')`,
      count: count(),
    })
    .from(discussions)
    .where(whereOf(filter))
    .groupBy(discussions.isPull, sql`${discussions.status} in ('draft', 'open')`);

export const listPinned = (db: Db, repoId: string, limit: number): Promise<DiscussionRow[]> =>
  db
    .select()
    .from(discussions)
    .where(and(eq(discussions.repoId, repoId), isNotNull(discussions.pinnedAt)))
    .orderBy(desc(discussions.pinnedAt))
    .limit(limit);

/** Those whose number begins with the text, or whose title contains it; the one with that very number first. */
export const listNamed = (
  db: Db,
  repoId: string,
  { search, limit }: { readonly search: string; readonly limit: number },
): Promise<Pick<DiscussionRow, "number" | "title" | "isPull" | "status">[]> => {
  const { title, isPull, status } = discussions;
  return db
    .select({ number, title, isPull, status })
    .from(discussions)
    .where(and(eq(discussions.repoId, repoId), or(sql`starts_with(${number}::text, ${search})`, titleHas(search))))
    .orderBy(sql`${number}::text = ${search} desc`, desc(updatedAt), desc(number))
    .limit(limit);
};
