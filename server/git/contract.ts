import { z } from "zod";

/** Finer words of this context for `DomainError.reason`. */
export const GIT_REASONS = [
  "revision_not_found",
  "entry_not_found",
  "parent_moved",
  "not_a_branch",
  "ref_exists",
  "bad_ref_name",
  "bad_path",
  "path_conflict",
  "file_too_large",
  "protected_ref",
  "merge_conflict",
  "already_merged",
  "unrelated_histories",
  "too_many_commits",
  "secret_found",
  "git_busy",
  "git_timeout",
  "disk_full",
  "objects_refused",
  "too_many_refs",
  "message_too_long",
  "too_many_files",
] as const;
export type GitReason = (typeof GIT_REASONS)[number];

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly git: GitReason;
  }
}

/** Larger files go through LFS: the same number for a push, a commit and the question "regular or LFS?". */
export const MAX_REGULAR_FILE_BYTES = 10_000_000;

/** Of a commit or an annotated tag. */
export const MAX_MESSAGE_BYTES = 64 * 1_024;

/** A change of more files is looked at in part. */
export const MAX_CHANGED_PATHS = 5_000;

/** A SHA-1 object name as git prints it. */
export const Oid = z.string().regex(/^[0-9a-f]{40}$/, "40 hexadecimal digits");

export const LfsPointer = z.object({
  oid: z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits"),
  /** Bytes of the content the pointer stands for. */
  size: z.int().min(0),
});
export type LfsPointer = z.infer<typeof LfsPointer>;

export const ENTRY_KINDS = ["file", "directory", "symlink", "submodule"] as const;

export const TreeEntry = z.object({
  kind: z.enum(ENTRY_KINDS),
  path: z.string(),
  /** Name of the blob, the tree, or the commit of a submodule. */
  oid: Oid,
  /** Bytes of the blob in git; 0 for directories. For an LFS file this is the pointer's own size. */
  blobSize: z.int(),
  /** Present when the blob is a pointer: name and size of the real content. */
  lfs: LfsPointer.nullable(),
  executable: z.boolean(),
});
export type TreeEntry = z.infer<typeof TreeEntry>;

export const Signature = z.object({ name: z.string(), email: z.string(), date: z.date() });
export type Signature = z.infer<typeof Signature>;

export const Commit = z.object({
  id: Oid,
  parents: z.array(Oid),
  author: Signature,
  committer: Signature,
  /** First line of the message; its beginning in lists. */
  title: z.string(),
  /** Message without the first line; its beginning in lists. */
  body: z.string(),
});
export type Commit = z.infer<typeof Commit>;

export const REF_KINDS = ["branch", "tag", "pull", "convert"] as const;

export const Ref = z.object({
  kind: z.enum(REF_KINDS),
  /** Full name, such as `refs/heads/main`. */
  ref: z.string(),
  /** Name people use, such as `main`. */
  name: z.string(),
  commit: Oid,
  /** Message of an annotated tag. */
  message: z.string().nullable(),
});
export type Ref = z.infer<typeof Ref>;

export const DIFF_LINE_KINDS = ["context", "added", "removed"] as const;
export const FILE_CHANGES = ["added", "modified", "deleted", "renamed", "copied", "type_changed"] as const;

export const DiffHunk = z.object({
  /** 1-based first line on each side. */
  oldStart: z.int(),
  newStart: z.int(),
  /** What git found above the hunk, such as the name of a function. */
  heading: z.string(),
  lines: z.array(z.object({ kind: z.enum(DIFF_LINE_KINDS), text: z.string() })),
});
export type DiffHunk = z.infer<typeof DiffHunk>;

export const FileDiff = z.object({
  change: z.enum(FILE_CHANGES),
  path: z.string(),
  /** Where a renamed or copied file was. */
  oldPath: z.string().nullable(),
  oldOid: Oid.nullable(),
  newOid: Oid.nullable(),
  oldLfs: LfsPointer.nullable(),
  newLfs: LfsPointer.nullable(),
  isBinary: z.boolean(),
  /** Lines were left out because the file or the whole comparison is too large to show. */
  isTruncated: z.boolean(),
  additions: z.int(),
  deletions: z.int(),
  hunks: z.array(DiffHunk),
});
export type FileDiff = z.infer<typeof FileDiff>;

const MAX_STARS = 8;

/** A pattern of refs or paths; each star makes looking for it take longer. */
export const hasFewStars = (pattern: string): boolean => pattern.split("*").length - 1 <= MAX_STARS;
export const TOO_MANY_STARS = `A pattern has at most ${MAX_STARS} stars`;

/** Who may do something to a protected ref. */
export const REF_RULE_LEVELS = ["write", "admin", "nobody"] as const;
export const RefRule = z.object({
  /** Full ref name; `*` stands for anything but `/`, `**` for anything. */
  pattern: z.string().min(1).max(300),
  push: z.enum(REF_RULE_LEVELS),
  merge: z.enum(REF_RULE_LEVELS),
  /** Rewriting history and deleting. */
  force: z.enum(REF_RULE_LEVELS),
  /** Users who push and merge whatever the levels say; here they count as writers at least. */
  people: z.array(z.uuid()).max(50),
});
export type RefRule = z.infer<typeof RefRule>;

export const MERGE_METHODS = ["merge", "squash", "rebase"] as const;
export const MergeMethod = z.enum(MERGE_METHODS);
export type MergeMethod = z.infer<typeof MergeMethod>;

/** A file that two sides changed in ways that do not go together. */
export interface MergeConflict {
  readonly path: string;
  /** Blobs of what both came from and of either side; `null` where the file does not exist. */
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
  /** Octal, as in a tree. */
  readonly modes: { readonly ours: string | null; readonly theirs: string | null };
}

/** What a secret in a pushed file opens. */
export const SECRET_KINDS = [
  "yard_token",
  "yard_api_key",
  "hugging_face",
  "openai",
  "anthropic",
  "model_provider",
  "aws_access_key",
  "aws_secret_key",
  "google_api_key",
  "google_service_account",
  "azure",
  "github",
  "gitlab",
  "package_registry",
  "slack",
  "stripe",
  "private_key",
] as const;
export const SecretKind = z.enum(SECRET_KINDS);
export type SecretKind = z.infer<typeof SecretKind>;

/** Where a secret stands, and no more of it than four letters. */
export const SecretPlace = z.object({
  path: z.string(),
  line: z.int().describe("1-based."),
  kind: SecretKind,
  start: z.string().describe("The first four letters of the secret."),
});
export type SecretPlace = z.infer<typeof SecretPlace>;

/** `open` until somebody with a reason says otherwise; of any other state the same secret is let in silently. */
export const SECRET_STATES = ["open", "false_positive", "revoked", "used_in_tests"] as const;
export const SecretState = z.enum(SECRET_STATES);
export type SecretState = z.infer<typeof SecretState>;

/** What a repository asks for; `inherit` is what the installation does. Nobody gets less than that. */
export const SECRET_MODES = ["inherit", "warn", "block"] as const;
export const SecretMode = z.enum(SECRET_MODES);
export type SecretMode = z.infer<typeof SecretMode>;
