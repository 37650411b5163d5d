import { z } from "zod";
import { ObjectId, ObjectSize } from "@/server/content/contract";
import { Commit, FileDiff, Oid, Ref, SecretPlace, TreeEntry } from "@/server/git/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { RepoAddress } from "./repo";
import { FileScan, KeptReason, ScanStatus } from "./scan";

/** Larger text files are shown by their beginning; the whole file is a download. */
export const MAX_PREVIEW_BYTES = 1_000_000;

export const Revision = Text.max(200).min(1).optional().describe("Branch, tag or commit; default: the default branch.");
export const FilePath = Text.max(2_048);

const RevisionAddress = RepoAddress.extend({ revision: Revision });

export const GetPlaceInput = RepoAddress.extend({
  rest: Text.max(4_096)
    .default("")
    .describe("What follows the verb in an address, still percent-encoded: `main/config.json`."),
});
/** A revision and a path in it. */
export const Place = z.object({
  revision: z.string().describe("Name of a branch or tag, or what stood there for a commit."),
  kind: z.enum(["branch", "tag", "ref", "commit"]),
  path: z.string().describe("Without slashes at the ends; empty for the root."),
  commit: Oid.nullable().describe("Null while the default branch is empty."),
});
export type Place = z.infer<typeof Place>;

/** What a file or folder looks like in a listing. */
export const FileEntry = TreeEntry.extend({
  size: z.int().describe("Bytes of the content, also for files in LFS; 0 for folders."),
});
export type FileEntry = z.infer<typeof FileEntry>;

export const ListTreeInput = PageInput.extend({
  ...RevisionAddress.shape,
  path: FilePath.default(""),
  recursive: z.boolean().default(false),
  withCommits: z.boolean().default(false).describe("Adds the last commit of each entry."),
  limit: z.int().min(1).max(1_000).default(100),
});
export const TreePage = pageOf(
  FileEntry.extend({
    lastCommit: Commit.nullable(),
    scanStatus: ScanStatus.nullable().describe("What the scanner says of a model file; null for others."),
  }),
).extend({ commit: Oid });

export const GetFileInput = RevisionAddress.extend({ path: FilePath.min(1) });
export const FileView = FileEntry.extend({
  commit: Oid.describe("The commit that was looked at."),
  revision: z.string(),
  text: z.string().nullable().describe("The content, or its beginning; null when it is not text."),
  isTruncated: z.boolean(),
  lastCommit: Commit.nullable(),
  scan: FileScan.nullable().describe("Null for a file that is no model file."),
  keptBack: KeptReason.nullable().describe("Why the caller cannot download it; null for what they can."),
  downloadUrl: z.string(),
  rawUrl: z.string().describe("Address on the content origin, safe to show in a page."),
});

/** What one call tells of a file, however much is asked for. */
export const MAX_FILE_LINES = 1_000;
const LineNumber = z.int().min(1).max(10_000_000);
export const GetFileLinesInput = GetFileInput.extend({
  from: LineNumber.describe("First line, 1-based."),
  to: LineNumber.describe("Last line; the answer may end before it."),
});
export const FileLines = z.object({
  commit: Oid,
  lines: z.array(z.string()).describe("Without their ends; lines of more than 2,000 characters are cut."),
  hasMore: z.boolean().describe("The file goes on after them."),
});

export const Readme = z.object({
  commit: Oid.nullable(),
  source: z.string().nullable().describe("README.md without its front matter; null when there is none."),
  metadata: z.record(z.string(), z.unknown()),
  problem: z.string().nullable().describe("What is wrong with the front matter."),
});
export const GetReadmeInput = RevisionAddress;

export const ListCommitsInput = PageInput.extend({ ...RevisionAddress.shape, path: FilePath.default("") });
/** A commit with the account of its author, where one is known here. */
export const CommitSummary = Commit.extend({
  authorName: z.string().describe("Name of the account, or the name in the commit."),
  authorUsername: z.string().nullable(),
  avatarUrl: z.string().nullable(),
});
export const CommitPage = pageOf(
  CommitSummary.extend({
    path: z.string().nullable().describe("What the file was called in this commit, when one file was asked about."),
    oldPath: z.string().nullable().describe("Its name before, when this commit renamed it."),
  }),
);

export const GetBlameInput = RevisionAddress.extend({
  path: FilePath.min(1),
  first: z.int().min(1).max(10_000_000).default(1).describe("First line, 1-based."),
  limit: z.int().min(1).max(5_000).default(2_000).describe("Lines, at most."),
});
/** Which commit last changed the lines of a file. */
export const Blame = z.object({
  commit: Oid,
  revision: z.string(),
  path: z.string(),
  lines: z.array(z.string()).describe("The lines from `first` on."),
  first: z.int(),
  total: z.int().describe("Lines of the whole file."),
  ranges: z.array(
    z.object({
      start: z.int().describe("1-based line."),
      count: z.int(),
      commit: Oid,
      path: z.string().describe("What the file was called in that commit."),
      previous: z
        .object({ commit: Oid, path: z.string() })
        .nullable()
        .describe("The file before that commit changed these lines."),
    }),
  ),
  commits: z.array(CommitSummary),
});

export const SearchFilesInput = RevisionAddress.extend({
  query: Text.min(1)
    .max(200)
    .regex(/^\P{Cc}+$/u, "A text on one line")
    .describe("Taken literally; case does not matter."),
  path: FilePath.default("").describe("Only this file or folder."),
});
export const FileMatches = z.object({
  commit: Oid,
  items: z.array(z.object({ path: z.string(), line: z.int(), text: z.string() })),
  isTruncated: z.boolean().describe("There may be more: too many matches, or the search took too long."),
});

const Changes = z.object({
  files: z.array(FileDiff),
  isTruncated: z.boolean().describe("There are more files than are listed."),
  totals: z
    .object({ files: z.int(), additions: z.int(), deletions: z.int() })
    .nullable()
    .describe("Of the whole change; null when it is too large to be counted."),
});
export const CommitView = CommitSummary.extend(Changes.shape);

/** What narrows a view of changes. */
const DiffOptions = z.strictObject({
  ignoreSpace: z.boolean().default(false).describe("Lines that differ in white space alone are the same."),
  path: z
    .array(FilePath.min(1))
    .max(2)
    .optional()
    .describe("Only these files or folders; of a renamed file both paths."),
});
export const GetCommitInput = RepoAddress.extend({ commit: Text.max(200).min(4), ...DiffOptions.shape });
export const COMPARE_MODES = ["three-dot", "two-dot"] as const;
export const CompareRevisionsInput = RepoAddress.extend({
  base: Text.max(200).min(1).describe("Branch, tag or commit that is compared with."),
  head: Text.max(200).min(1).describe("Branch, tag or commit whose changes are shown."),
  mode: z
    .enum(COMPARE_MODES)
    .default("three-dot")
    .describe("three-dot: since both parted, as a pull request does; two-dot: between the two."),
  ...DiffOptions.shape,
});
export const Comparison = Changes.extend({
  base: Oid,
  head: Oid,
  mergeBase: Oid.nullable().describe("Newest common commit; null when the histories have nothing in common."),
  ahead: z.int().describe("Commits that only the head has."),
  behind: z.int().describe("Commits that only the base has."),
  commits: z.array(CommitSummary).describe("Commits that only the head has, newest first, at most 250."),
});

export const ListRefsInput = PageInput.extend({
  ...RepoAddress.shape,
  kind: z.enum(["branch", "tag"]).default("branch"),
  search: Text.max(200).optional().describe("Part of the name; any case."),
  limit: z.int().min(1).max(1_000).default(100),
});
export const RefPage = pageOf(Ref.extend({ isDefault: z.boolean() }));

const RefName = Text.max(200).min(1);
export const CreateBranchInput = RevisionAddress.extend({ branch: RefName });
export const DeleteBranchInput = RepoAddress.extend({ branch: RefName });
export const CreateTagInput = RevisionAddress.extend({ tag: RefName, message: Text.max(10_000).optional() });
export const DeleteTagInput = RepoAddress.extend({ tag: RefName });

export const SquashHistoryInput = RepoAddress.extend({ branch: RefName, message: Text.max(10_000).min(1) });

export const RefState = z.object({ name: z.string(), commit: Oid });

export const CreateUploadInput = RepoAddress.extend({ size: ObjectSize });
export const UploadAddress = z.strictObject({ uploadId: z.uuid() });
export const UploadPartAddress = UploadAddress.extend({ number: z.int().min(1).max(10_000) });
export const UploadedObject = z.object({ oid: ObjectId, size: ObjectSize });

/** Text a browser may commit in one file; larger files are uploaded. */
const MAX_TEXT = 5_000_000;

export const FileChange = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("put"),
    path: FilePath.min(1),
    text: Text.max(MAX_TEXT),
    expectedOid: Oid.nullable()
      .optional()
      .describe("Blob that was edited, null for a new file; another one there now is a conflict."),
  }),
  z.strictObject({
    kind: z.literal("upload"),
    path: FilePath.min(1),
    oid: ObjectId.describe("SHA-256 of an object that was uploaded to this repository."),
  }),
  z.strictObject({ kind: z.literal("delete"), path: FilePath.min(1), recursive: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal("move"), path: FilePath.min(1), newPath: FilePath.min(1) }),
]);
export type FileChange = z.infer<typeof FileChange>;

export const CommitFilesInput = RepoAddress.extend({
  branch: RefName.optional().describe("Default: the default branch."),
  summary: Text.max(500).min(1),
  description: Text.max(10_000).default(""),
  expectedHead: Oid.optional().describe("The commit the changes were made on; a newer head is a conflict."),
  changes: z.array(FileChange).min(1).max(500),
});
export const CommitFilesResult = z.object({
  commit: Oid,
  previous: Oid.nullable(),
  url: z.string(),
  secrets: z.array(SecretPlace).describe("Secrets that came in with it; renew them where they were issued."),
});
