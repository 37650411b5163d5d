import { z } from "zod";
import { Visibility } from "@/server/access/contract";
import { CreateRepoInput, RepoAddress, RepoKind, RepoName, Shelf } from "@/server/hub/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import {
  DIRECTIONS,
  MAX_INTERVAL_MINUTES,
  MIN_INTERVAL_MINUTES,
  RUN_STATUSES,
  SOURCES,
  STEPS,
  TRIGGERS,
} from "./sources";

export type { Direction, SourceId, Trigger } from "./sources";
export { DIRECTIONS, MAX_INTERVAL_MINUTES, MIN_INTERVAL_MINUTES, RUN_STATUSES, SOURCES, STEPS, TRIGGERS };

/** Finer words of this context for `DomainError.reason`. */
export const MIRROR_REASONS = [
  "bad_address",
  "scheme_refused",
  "credentials_in_address",
  "insecure_address",
  "port_refused",
  "too_many_mirrors",
  "pushed_whole",
  "already_mirrored",
  "too_many_runs",
  "run_active",
  "mirror_disabled",
  "import_finished",
  "nothing_wanted",
  "diverged",
  "files_incomplete",
  "repository_gone",
  "right_lost",
  "credential_unreadable",
  "being_fetched",
  "not_fetched",
  "rate_limited",
  "internal",
] as const;
export type MirrorReason = (typeof MIRROR_REASONS)[number];

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly mirror: MirrorReason;
  }
}

export const MAX_PUSH_MIRRORS = 10;
/** Runs that wait or go on, of all repositories of one owner. */
export const MAX_ACTIVE_RUNS = 20;

const SourceId = z.enum(SOURCES);
const Address = Text.max(2_000)
  .min(1)
  .describe("Address of a page or of a clone, or `owner/name` of Hugging Face; no name or password in it.");
const RemoteUser = Text.max(200)
  .regex(/^[^\p{Cc}:]*$/u, "No colon")
  .describe("Name that goes with the token; needed for `git` alone, others have one for all.");
const Credential = Text.max(4_000)
  .min(1)
  .regex(/^[^\p{Cc}]+$/u, "One line")
  .describe("Access token or password there. It is sealed, and nothing gives it back.");
const RefPattern = Text.max(200)
  .regex(/^[^\p{Cc} ~^:?[\\]+$/u, "A name of a branch or tag, with * for a part and ** for any end")
  .describe("`main`, `release/*`, or a whole ref such as `refs/tags/v*`.");
const FilePattern = Text.max(300).min(1).describe("Path with `*`, such as `*.bin` or `onnx/**`.");
const Patterns = {
  refs: z.array(RefPattern).max(50).describe("Branches and tags that are taken; none: all of them."),
  skipFiles: z
    .array(FilePattern)
    .max(50)
    .describe("Large files that a pull does not copy; their pointers are copied. A push sends all of them."),
};
const IntervalMinutes = z
  .int()
  .min(MIN_INTERVAL_MINUTES)
  .max(MAX_INTERVAL_MINUTES)
  .nullable()
  .describe("Minutes from one run to the next; null: only when somebody asks.");

export const MirrorRun = z.object({
  id: z.uuid(),
  status: z.enum(RUN_STATUSES),
  trigger: z.enum(TRIGGERS),
  step: z.enum(STEPS).nullable(),
  isStopping: z.boolean().describe("Somebody asked to stop it; it ends within seconds."),
  isStopLate: z.boolean().describe("Somebody asked to stop it, and it was done before."),
  attempt: z.int().describe("1 for the first; more after something on the way failed for a moment."),
  refs: z.int().describe("Branches and tags that were moved."),
  filesDone: z.int().describe("Large files that are on both sides by now."),
  filesTotal: z.int().nullable(),
  bytesDone: z.int(),
  bytesTotal: z.int().nullable(),
  error: z.string().nullable().describe("What went wrong last, and what to do."),
  reason: z.string().nullable(),
  nextAttemptAt: z.date().nullable(),
  startedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  createdAt: z.date(),
});
export type MirrorRun = z.infer<typeof MirrorRun>;
export const MirrorRunPage = pageOf(MirrorRun);

export const Mirror = z.object({
  id: z.uuid(),
  direction: z.enum(DIRECTIONS),
  isOneOff: z.boolean().describe("An import: it ends with its first success, and the repository is free then."),
  source: SourceId,
  url: z.string().describe("Page of the other side."),
  place: z.string().describe("The other side in one word, such as `huggingface.co/ada/tiny`."),
  remoteUser: z.string().nullable(),
  hasCredential: z.boolean(),
  refs: z.array(z.string()),
  skipFiles: z.array(z.string()),
  intervalMinutes: z.int().nullable(),
  isEnabled: z.boolean(),
  nextRunAt: z.date().nullable(),
  syncedAt: z.date().nullable().describe("When a run succeeded last."),
  isUntried: z.boolean().describe("The address was changed, and no run with the present one has ended."),
  lastRun: MirrorRun.nullable(),
  createdAt: z.date(),
});
export type Mirror = z.infer<typeof Mirror>;
export const MirrorPage = pageOf(Mirror).extend({
  hasOwnHistory: z
    .boolean()
    .describe("Whether the repository has more than the commit that creating it made: a pull does not replace that."),
});

export const ListMirrorsInput = PageInput.extend(RepoAddress.shape);
export const MirrorAddress = RepoAddress.extend({ mirrorId: z.uuid() });
export type MirrorAddress = z.infer<typeof MirrorAddress>;
export const ListMirrorRunsInput = PageInput.extend(MirrorAddress.shape);
export const MirrorRunAddress = MirrorAddress.extend({ runId: z.uuid() });

export const CreateMirrorInput = RepoAddress.extend({
  direction: z.enum(DIRECTIONS),
  address: Address,
  source: SourceId.optional().describe(
    "Default: what the host of the address says; another Modelyard says so itself; else `git`.",
  ),
  remoteUser: RemoteUser.optional(),
  credential: Credential.optional(),
  refs: Patterns.refs.default([]),
  skipFiles: Patterns.skipFiles.default([]),
  intervalMinutes: IntervalMinutes.default(null),
});
export type CreateMirrorInput = z.infer<typeof CreateMirrorInput>;

export const UpdateMirrorInput = MirrorAddress.extend({
  address: Address.optional().describe("Another address; the credential is forgotten unless a new one comes along."),
  source: SourceId.optional(),
  remoteUser: RemoteUser.nullable().optional(),
  credential: Credential.nullable().optional().describe("Null: forget it."),
  refs: Patterns.refs.optional(),
  skipFiles: Patterns.skipFiles.optional(),
  intervalMinutes: IntervalMinutes.optional(),
  isEnabled: z.boolean().optional().describe("On: from now on it moves in the name of whoever asks."),
});

export const PreviewImportInput = z.strictObject({
  address: Address,
  source: SourceId.optional(),
  remoteUser: RemoteUser.optional(),
  credential: Credential.optional(),
});
export type PreviewImportInput = z.infer<typeof PreviewImportInput>;

export const ImportPreview = z.object({
  source: SourceId,
  kind: RepoKind.describe("What it would become here."),
  url: z.string(),
  place: z.string(),
  suggestedName: z.string(),
  branches: z.array(z.string()).describe("At most 100, the default branch first."),
  branchCount: z.int(),
  tagCount: z.int(),
  defaultBranch: z.string().nullable(),
  isEmpty: z.boolean(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportRepoInput = PreviewImportInput.extend({
  shelf: Shelf.optional().describe("Default: what the address says."),
  resourceGroup: CreateRepoInput.shape.resourceGroup,
  namespace: Text.max(96).min(1).optional().describe("User or organisation; default: the caller."),
  name: RepoName.optional().describe("Default: the name it has there."),
  visibility: Visibility.default("private"),
  isLasting: z.boolean().default(false).describe("Keep following the source; the repository is read-only meanwhile."),
  intervalMinutes: IntervalMinutes.default(24 * 60).describe("Of a lasting one: minutes from one run to the next."),
  refs: Patterns.refs.default([]),
  skipFiles: Patterns.skipFiles.default([]),
});
export type ImportRepoInput = z.infer<typeof ImportRepoInput>;

const NamedRepo = z.object({ kind: RepoKind, namespace: z.string(), name: z.string() });
export const ImportedRepo = Mirror.extend({ repo: NamedRepo.extend({ url: z.string() }) });

/** What a repository follows, for everybody who sees the repository. */
export const MirrorOrigin = z.object({
  place: z
    .string()
    .nullable()
    .describe("Null when it is no mirror, and for those who may not know names of the own network."),
  url: z.string().nullable(),
  syncedAt: z.date().nullable(),
  isUntried: z.boolean().describe("The address was changed, and no run with the present one has ended."),
  isOneOff: z.boolean(),
  status: z.enum(RUN_STATUSES).nullable().describe("Of the last run."),
});
export type MirrorOrigin = z.infer<typeof MirrorOrigin>;
