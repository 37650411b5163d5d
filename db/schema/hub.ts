import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  json,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import { VISIBILITIES } from "@/server/access/contract";
import type { COLLECTION_THEMES } from "@/server/hub/contract/collection";
import type { AccessStatus } from "@/server/hub/contract/gate";
import type { GateMode } from "@/server/hub/contract/gate-mode";
import type { LinkOrigin } from "@/server/hub/contract/lineage";
import type { LinkRelation, RepoKind } from "@/server/hub/contract/repo";

/** New entries go into the index at once: what waits outside of it is read whole by each search, ten milliseconds of it. */
const READ_FAST = { fastupdate: false };

export const repoVisibility = pgEnum("repo_visibility", VISIBILITIES);

export const repos = pgTable(
  "repos",
  {
    id: id<string>(),
    kind: text().$type<RepoKind>().notNull(),
    ownerId: uuid().notNull(),
    creatorId: uuid().notNull(),
    name: text().notNull(),
    nameFolded: text().notNull(),
    /** `namespace/name` in lower case: what a search looks into. */
    searchText: text().notNull(),
    visibility: repoVisibility().notNull(),
    description: text().notNull().default(""),
    license: text(),
    defaultBranch: text().notNull().default("main"),
    headCommit: text(),
    /** `json`, not `jsonb`: the order of the keys is what its author meant, such as that of a gate's questions. */
    card: json().$type<Record<string, unknown>>().notNull().default({}),
    task: text(),
    library: text(),
    tags: text().array().notNull().default(sql`'{}'::text[]`),
    /** Everything a filter may name: the tags, and the same facts with their type in front. */
    filters: text().array().notNull().default(sql`'{}'::text[]`),
    downloads: bigint({ mode: "number" }).notNull().default(0),
    likes: integer().notNull().default(0),
    /** Logarithm of the decayed count of likes and downloads; comparable at any time without recomputing. */
    trend: doublePrecision().notNull(),
    /** The repository this one was copied from; it may be gone or hidden by now. */
    forkOfId: uuid(),
    /** Head of the default branch of that repository at that moment. */
    forkCommit: text(),
    /** How people get to the files; null: whoever sees the repository reads them. */
    gate: text().$type<GateMode>(),
    /** Days after which somebody who was let in must ask again; null: never. */
    accessDays: integer(),
    /** Since then nobody changes what is inside. */
    archivedAt: moment(),
    /** It follows a repository elsewhere; only the platform changes what is inside. */
    isMirror: boolean().notNull().default(false),
    /** Offered as a start for new repositories. */
    isTemplate: boolean().notNull().default(false),
    storageBytes: bigint({ mode: "number" }).notNull().default(0),
    fileCount: integer().notNull().default(0),
    /** Of a model, as the headers of its files say; null while they were not read. */
    parameters: bigint({ mode: "number" }),
    ...timestamps,
    deletedAt: moment(),
    /** An operator deleted it: operators alone bring it back. */
    isWithheld: boolean().notNull().default(false),
  },
  (table) => [
    uniqueIndex("repos_kind_owner_name_key")
      .on(table.kind, table.ownerId, table.nameFolded)
      .where(sql`${table.deletedAt} is null`),
    index("repos_kind_updated_idx").on(table.kind, table.updatedAt, table.id),
    index("repos_kind_created_idx").on(table.kind, table.createdAt, table.id),
    index("repos_kind_downloads_idx").on(table.kind, table.downloads, table.id),
    index("repos_kind_likes_idx").on(table.kind, table.likes, table.id),
    index("repos_kind_trend_idx").on(table.kind, table.trend, table.id),
    index("repos_trend_idx").on(table.trend, table.id).where(sql`${table.deletedAt} is null`),
    index("repos_name_idx").on(table.nameFolded.op("text_pattern_ops")).where(sql`${table.deletedAt} is null`),
    index("repos_owner_idx").on(table.ownerId),
    index("repos_fork_of_idx").on(table.forkOfId).where(sql`${table.forkOfId} is not null`),
    index("repos_parameters_idx").on(table.parameters).where(sql`${table.parameters} is not null`),
    index("repos_filters_idx").using("gin", table.filters).with(READ_FAST),
    index("repos_search_idx").using("gin", sql`${table.searchText} gin_trgm_ops`).with(READ_FAST),
    index("repos_deleted_idx").on(table.deletedAt).where(sql`${table.deletedAt} is not null`),
  ],
);

/** Where a renamed or moved repository was; given up when somebody creates that name again. */
export const repoRedirects = pgTable(
  "repo_redirects",
  {
    id: id<string>(),
    kind: text().$type<RepoKind>().notNull(),
    ownerId: uuid().notNull(),
    nameFolded: text().notNull(),
    repoId: uuid()
      .notNull()
      .references(() => repos.id, { onDelete: "cascade" }),
    ...timestamps,
  },
  (table) => [
    unique("repo_redirects_address_key").on(table.kind, table.ownerId, table.nameFolded),
    index("repo_redirects_repo_idx").on(table.repoId),
  ],
);

export const repoLikes = pgTable(
  "repo_likes",
  {
    repoId: uuid()
      .notNull()
      .references(() => repos.id, { onDelete: "cascade" }),
    userId: uuid().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ name: "repo_likes_pkey", columns: [table.repoId, table.userId] }),
    index("repo_likes_user_idx").on(table.userId, table.createdAt),
  ],
);

/** Who has taken a repository in the last minutes, so that one download counts once. */
export const recentDownloads = pgTable(
  "recent_downloads",
  {
    repoId: uuid()
      .notNull()
      .references(() => repos.id, { onDelete: "cascade" }),
    /** A hash that changes every day. */
    caller: text().notNull(),
    at: moment().notNull(),
  },
  (table) => [
    primaryKey({ name: "recent_downloads_pkey", columns: [table.repoId, table.caller] }),
    index("recent_downloads_at_idx").on(table.at),
  ],
);

/** What a repository says it comes from; `targetId` is known while the target exists here. */
export const repoLinks = pgTable(
  "repo_links",
  {
    id: id<string>(),
    repoId: uuid()
      .notNull()
      .references(() => repos.id, { onDelete: "cascade" }),
    relation: text().$type<LinkRelation>().notNull(),
    targetKind: text().$type<RepoKind>().notNull(),
    origin: text().$type<LinkOrigin>().notNull().default("card"),
    /** As it is written: `namespace/name`. */
    target: text().notNull(),
    /** Branch, tag or commit that is written with it. */
    revision: text(),
    targetFolded: text().notNull(),
    targetId: uuid(),
    ...timestamps,
  },
  (table) => [
    unique("repo_links_repo_relation_target_key").on(table.repoId, table.relation, table.targetFolded),
    index("repo_links_target_idx").on(table.targetKind, table.targetFolded),
    index("repo_links_target_id_idx").on(table.targetId),
  ],
);

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** The words of a repository's texts. Names are searched where they are, so that a rename changes nothing here. */
export const repoDocuments = pgTable(
  "repo_documents",
  {
    repoId: uuid()
      .notNull()
      .references(() => repos.id, { onDelete: "cascade" }),
    part: text({ enum: ["description", "content"] }).notNull(),
    vector: tsvector().notNull(),
  },
  (table) => [
    primaryKey({ name: "repo_documents_pkey", columns: [table.repoId, table.part] }),
    index("repo_documents_vector_idx").using("gin", table.vector).with(READ_FAST),
  ],
);

/** What was read from the header of a model file. Found by the content, so it is read once and never wrong. */
export const fileHeaders = pgTable("file_headers", {
  /** SHA-256 of the file, or the git blob id of one that is not in LFS. */
  oid: text().primaryKey(),
  format: text().notNull(),
  facts: jsonb().$type<Record<string, unknown>>().notNull(),
  readAt: moment().notNull(),
});

/** Who asked to read the files of a gated repository. The right itself is a pass of `access`. */
export const accessRequests = pgTable(
  "access_requests",
  {
    id: id<string>(),
    repoId: uuid()
      .notNull()
      .references(() => repos.id, { onDelete: "cascade" }),
    userId: uuid().notNull(),
    status: text().$type<AccessStatus>().notNull(),
    answers: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    reason: text(),
    handledBy: uuid(),
    handledAt: moment(),
    expiresAt: moment(),
    ...timestamps,
  },
  (table) => [
    unique("access_requests_repo_user_key").on(table.repoId, table.userId),
    index("access_requests_repo_status_idx").on(table.repoId, table.status, table.updatedAt, table.id),
  ],
);

/** An ordered choice of repositories. Who may change it beside its owner has a grant of `access`. */
export const collections = pgTable(
  "collections",
  {
    id: id<string>(),
    ownerId: uuid().notNull(),
    creatorId: uuid().notNull(),
    title: text().notNull(),
    titleFolded: text().notNull(),
    description: text().notNull(),
    visibility: repoVisibility().notNull(),
    theme: text().$type<(typeof COLLECTION_THEMES)[number]>().notNull(),
    ...timestamps,
  },
  (table) => [
    index("collections_updated_idx").on(table.updatedAt, table.id),
    index("collections_owner_idx").on(table.ownerId),
  ],
);

export const collectionItems = pgTable(
  "collection_items",
  {
    id: id<string>(),
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    repoId: uuid()
      .notNull()
      .references(() => repos.id, { onDelete: "cascade" }),
    note: text().notNull(),
    section: text().notNull(),
    position: integer().notNull(),
    ...timestamps,
  },
  (table) => [
    unique("collection_items_collection_repo_key").on(table.collectionId, table.repoId),
    index("collection_items_repo_idx").on(table.repoId),
  ],
);
