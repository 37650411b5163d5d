import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type { Discussion, EventData, EventType, LineData, StatusState } from "@/server/discussions/contract";
import type { MergeMethod } from "@/server/git/contract";

export const discussions = pgTable(
  "discussions",
  {
    id: id<string>(),
    repoId: uuid().notNull(),
    number: integer().notNull(),
    isPull: boolean().notNull(),
    title: text().notNull(),
    authorId: uuid().notNull(),
    status: text().$type<Discussion["status"]>().notNull(),
    commentCount: integer().notNull().default(0),
    lockedAt: moment(),
    lockReason: text().$type<Discussion["lockReason"]>(),
    pinnedAt: moment(),
    closedAt: moment(),
    closeReason: text().$type<Discussion["closeReason"]>(),
    ...timestamps,
  },
  (table) => [
    unique("discussions_repo_number_key").on(table.repoId, table.number),
    index("discussions_repo_status_idx").on(table.repoId, table.isPull, table.status, table.number),
    index("discussions_author_idx").on(table.authorId),
  ],
);

/** What a merge that is under way will make, so that one that was interrupted can be finished. */
export interface MergeIntent {
  readonly commit: string;
  readonly base: string;
  readonly method: MergeMethod;
  readonly byId: string;
  readonly comment: string;
  readonly at: string;
}

export const pullRequests = pgTable(
  "pull_requests",
  {
    discussionId: uuid()
      .primaryKey()
      .references(() => discussions.id, { onDelete: "cascade" }),
    repoId: uuid().notNull(),
    number: integer().notNull(),
    /** Short name of the branch it is to be merged into. */
    baseBranch: text().notNull(),
    /** Short name of the branch it follows; null when its commits are kept under `refs/pr/N` alone. */
    headBranch: text(),
    /** Another repository that the branch is in: a fork. */
    headRepoId: uuid(),
    headCommit: text().notNull(),
    /** Where the fork's branch went on to and why this repository did not take it in; null while it is up to date. */
    refused: jsonb().$type<{ commit: string; reason: NonNullable<EventData["refused"]> }>(),
    /** The first commit opens a draft that was made by announcing it, as Hugging Face clients do. */
    opensOnCommit: boolean().notNull().default(false),
    mergeIntent: jsonb().$type<MergeIntent>(),
    /** Set by the merge: where the base was, and what it became. */
    mergeBase: text(),
    mergeCommit: text(),
    mergedById: uuid(),
    mergedAt: moment(),
  },
  (table) => [
    unique("pull_requests_repo_number_key").on(table.repoId, table.number),
    index("pull_requests_repo_base_idx").on(table.repoId, table.baseBranch),
    index("pull_requests_head_idx").on(table.headRepoId, table.headBranch),
  ],
);

/** One line of a timeline: what somebody wrote, or what happened. */
export const discussionEvents = pgTable(
  "discussion_events",
  {
    id: id<string>(),
    discussionId: uuid()
      .notNull()
      .references(() => discussions.id, { onDelete: "cascade" }),
    type: text().$type<EventType>().notNull(),
    authorId: uuid(),
    /** Markdown of a comment, a review or a line comment. */
    body: text(),
    data: jsonb().$type<EventData>().notNull().default({}),
    /** The review a line comment was written in, and the line comment it answers. */
    reviewId: uuid(),
    replyToId: uuid(),
    editCount: integer().notNull().default(0),
    editedAt: moment(),
    hiddenAt: moment(),
    hiddenById: uuid(),
    hiddenReason: text(),
    /** A moderator of the installation hid it: only such a person shows it again. */
    isWithheld: boolean().notNull().default(false),
    resolvedAt: moment(),
    resolvedById: uuid(),
    /** Of an approval: since when it is about something else than there is now. */
    staleAt: moment(),
    /** Of a review: since when it counts no longer, because an administrator said so. */
    dismissedAt: moment(),
    ...timestamps,
  },
  (table) => [
    index("discussion_events_discussion_idx").on(table.discussionId, table.id),
    index("discussion_events_review_idx").on(table.discussionId, table.type),
    foreignKey({ name: "discussion_events_reply_fk", columns: [table.replyToId], foreignColumns: [table.id] }).onDelete(
      "set null",
    ),
  ],
);

/** A line comment that only its author sees until their review is submitted. */
export const reviewDrafts = pgTable(
  "review_drafts",
  {
    id: id<string>(),
    discussionId: uuid()
      .notNull()
      .references(() => discussions.id, { onDelete: "cascade" }),
    authorId: uuid().notNull(),
    data: jsonb().$type<LineData>().notNull(),
    body: text().notNull(),
    ...timestamps,
  },
  (table) => [index("review_drafts_author_idx").on(table.discussionId, table.authorId, table.id)],
);

/** A file of a pull request that somebody has looked at, as it was then. */
export const viewedFiles = pgTable(
  "viewed_files",
  {
    discussionId: uuid()
      .notNull()
      .references(() => discussions.id, { onDelete: "cascade" }),
    userId: uuid().notNull(),
    path: text().notNull(),
    /** Null for a file that is deleted. */
    blob: text(),
    createdAt: moment().notNull(),
  },
  (table) => [primaryKey({ name: "viewed_files_pkey", columns: [table.discussionId, table.userId, table.path] })],
);

/** What a comment said before it was edited. */
export const commentEdits = pgTable(
  "comment_edits",
  {
    id: id<string>(),
    eventId: uuid()
      .notNull()
      .references(() => discussionEvents.id, { onDelete: "cascade" }),
    editorId: uuid().notNull(),
    body: text().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [index("comment_edits_event_idx").on(table.eventId, table.id)],
);

export const commentReactions = pgTable(
  "comment_reactions",
  {
    eventId: uuid()
      .notNull()
      .references(() => discussionEvents.id, { onDelete: "cascade" }),
    userId: uuid().notNull(),
    reaction: text().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [primaryKey({ name: "comment_reactions_pkey", columns: [table.eventId, table.reaction, table.userId] })],
);

export const commentReports = pgTable(
  "comment_reports",
  {
    id: id<string>(),
    eventId: uuid()
      .notNull()
      .references(() => discussionEvents.id, { onDelete: "cascade" }),
    reporterId: uuid().notNull(),
    reason: text().notNull(),
    settledAt: moment(),
    settledById: uuid(),
    ...timestamps,
  },
  (table) => [
    unique("comment_reports_event_reporter_key").on(table.eventId, table.reporterId),
    index("comment_reports_open_idx").on(table.id).where(sql`${table.settledAt} is null`),
  ],
);

export const labels = pgTable(
  "labels",
  {
    id: id<string>(),
    repoId: uuid().notNull(),
    name: text().notNull(),
    nameFolded: text().notNull(),
    /** Six hexadecimal digits. */
    color: text().notNull(),
    description: text().notNull().default(""),
    ...timestamps,
  },
  (table) => [unique("labels_repo_name_key").on(table.repoId, table.nameFolded)],
);

export const discussionLabels = pgTable(
  "discussion_labels",
  {
    discussionId: uuid()
      .notNull()
      .references(() => discussions.id, { onDelete: "cascade" }),
    labelId: uuid()
      .notNull()
      .references(() => labels.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ name: "discussion_labels_pkey", columns: [table.discussionId, table.labelId] }),
    index("discussion_labels_label_idx").on(table.labelId),
  ],
);

/** Who has to do with a discussion: who works on it, who was asked for a review, who hears of it. */
export const discussionPeople = pgTable(
  "discussion_people",
  {
    discussionId: uuid()
      .notNull()
      .references(() => discussions.id, { onDelete: "cascade" }),
    userId: uuid().notNull(),
    isAssignee: boolean().notNull().default(false),
    isReviewer: boolean().notNull().default(false),
    /** Null: hears of it because of what they did there; false: does not want to. */
    isSubscribed: boolean(),
    /** When they were asked to look again. */
    reviewAskedAt: moment(),
    updatedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ name: "discussion_people_pkey", columns: [table.discussionId, table.userId] }),
    index("discussion_people_user_idx").on(table.userId),
  ],
);

/** Somebody whom an account wants to have nothing to do with its repositories. */
export const blockedUsers = pgTable(
  "blocked_users",
  {
    ownerId: uuid().notNull(),
    userId: uuid().notNull(),
    blockedById: uuid().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [primaryKey({ name: "blocked_users_pkey", columns: [table.ownerId, table.userId] })],
);

/** What a program found out about a commit; the last word of each context counts. */
export const commitStatuses = pgTable(
  "commit_statuses",
  {
    id: id<string>(),
    repoId: uuid().notNull(),
    commit: text().notNull(),
    context: text().notNull(),
    state: text().$type<StatusState>().notNull(),
    description: text().notNull().default(""),
    targetUrl: text(),
    creatorId: uuid().notNull(),
    ...timestamps,
  },
  (table) => [uniqueIndex("commit_statuses_commit_context_key").on(table.repoId, table.commit, table.context)],
);
