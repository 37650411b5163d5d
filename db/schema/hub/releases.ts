import { bigint, boolean, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import { repos } from "../hub";

/** What is told about a tag: a title and notes. */
export const releases = pgTable(
  "releases",
  {
    id: id<string>(),
    repoId: uuid()
      .notNull()
      .references(() => repos.id, { onDelete: "cascade" }),
    /** Short name; git says where it points, and whether it is still there. */
    tag: text().notNull(),
    title: text().notNull(),
    /** Markdown. */
    notes: text().notNull(),
    isDraft: boolean().notNull(),
    isPrerelease: boolean().notNull(),
    authorId: uuid().notNull(),
    /** Null while it is a draft. */
    publishedAt: moment(),
    /** Of a draft without a tag: the branch or commit it was made for, and where its tag will be made. */
    targetRef: text(),
    targetCommit: text(),
    ...timestamps,
  },
  (table) => [
    unique("releases_repo_tag_key").on(table.repoId, table.tag),
    index("releases_repo_created_idx").on(table.repoId, table.createdAt, table.id),
  ],
);

/** A file beside what the tag of a release holds. Its id stands for it in the links of the object store. */
export const releaseAttachments = pgTable(
  "release_attachments",
  {
    id: id<string>(),
    releaseId: uuid()
      .notNull()
      .references(() => releases.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** SHA-256 of its bytes. */
    oid: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    downloads: integer().notNull().default(0),
    ...timestamps,
  },
  (table) => [unique("release_attachments_release_name_key").on(table.releaseId, table.name)],
);
