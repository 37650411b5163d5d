import { z } from "zod";
import { ObjectId } from "@/server/content/contract";
import { PageInput, pageOf } from "@/server/kernel/contract";
import { RepoAddress } from "./repo";

export const ListLargeFilesInput = PageInput.extend({
  ...RepoAddress.shape,
  limit: z.int().min(1).max(1_000).default(100),
});
export const LargeFile = z.object({
  oid: ObjectId.describe("SHA-256 of its bytes."),
  path: z.string().describe("One of the paths it has, or had."),
  size: z.int().describe("Bytes."),
  pushedAt: z.date(),
});
export type LargeFile = z.infer<typeof LargeFile>;
export const LargeFilePage = pageOf(LargeFile);

export const DeleteLargeFilesInput = RepoAddress.extend({
  oids: z.array(ObjectId).min(1).max(1_000),
  rewritesHistory: z
    .boolean()
    .default(true)
    .describe("Takes the files out of every commit; without it, commits name files that are gone."),
});
export const DeletedLargeFiles = z.object({ deleted: z.int() });

/** Bytes of a repository by where they lie. */
export const RepoUsage = z.object({
  gitBytes: z.int().describe("What git keeps: history, text, pointers."),
  wholeBytes: z.int().describe("Large files that are kept whole."),
  chunkedBytes: z.int().describe("Large files that are kept in chunks."),
  sentBytes: z
    .int()
    .describe("What had to be sent for those in chunks: parts that were here already were not sent again."),
  sharedBytes: z.int().describe("Of the whole files, what other repositories have, too."),
  fileCount: z.int(),
  orphans: z
    .object({ count: z.int(), bytes: z.int() })
    .describe("Large files that no commit of any branch or tag names, and no release has attached."),
  isCut: z.boolean().describe("There are more files than were counted."),
  accountBytes: z.int().describe("Large files of all repositories of the owner, and files of its buckets."),
});

/** A file of a release. */
export const AttachedAs = z.object({ tag: z.string(), name: z.string() });
export type AttachedAs = z.infer<typeof AttachedAs>;

export const ListStoredFilesInput = PageInput.extend(RepoAddress.shape);
export const StoredFile = z.object({
  oid: ObjectId.describe("SHA-256 of its bytes."),
  size: z.int().describe("Bytes."),
  pushedAt: z.date(),
  isChunked: z.boolean(),
  paths: z.array(z.string()).describe("Some of the paths it has, or had; empty for an orphan."),
  attachedAs: z.array(AttachedAs).describe("Releases that have it attached; it cannot be deleted while there are any."),
  isOrphan: z.boolean().describe("No commit of any branch or tag names it, and no release has it attached."),
});
export type StoredFile = z.infer<typeof StoredFile>;
export const StoredFilePage = pageOf(StoredFile);

export const GetFileUsesInput = RepoAddress.extend({ oid: ObjectId });
/** Where a large file is named. */
export const FileUses = z.object({
  refs: z
    .array(z.object({ name: z.string(), kind: z.string(), commit: z.string() }))
    .describe("Branches, tags and pull requests that have it now."),
  commits: z
    .array(z.object({ id: z.string(), title: z.string(), at: z.date() }))
    .describe("Commits that brought it, moved it or took it away, newest first."),
  attachedAs: z.array(AttachedAs).describe("Releases that have it attached."),
});
export type FileUses = z.infer<typeof FileUses>;
