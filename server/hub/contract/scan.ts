import { z } from "zod";
import { SUSPICIOUS_FINDINGS, UNSAFE_FINDINGS } from "./finding-kinds";
import { RepoAddress } from "./repo";

export const SCAN_STATUSES = ["safe", "suspicious", "unsafe", "not_scanned", "pending"] as const;
export const ScanStatus = z.enum(SCAN_STATUSES);
export type ScanStatus = z.infer<typeof ScanStatus>;

/** Why a file, or a part of it, was not looked at. */
export const SKIP_REASONS = [
  "too_large",
  "too_deep",
  "too_many_entries",
  "took_too_long",
  "unsupported",
  "unknown_format",
  "damaged",
  "stopped",
] as const;
export const SkipReason = z.enum(SKIP_REASONS);
export type SkipReason = z.infer<typeof SkipReason>;

/** Why a content is kept back: it is unsafe, nobody has looked at it, or who did could not see all of it. */
export const KeptReason = z.enum(["unsafe_file", "not_scanned_yet", "not_scannable"]);
export type KeptReason = z.infer<typeof KeptReason>;

/** What makes a file unsafe, and below it what makes it suspicious. */
export const FindingKind = z.enum([...UNSAFE_FINDINGS, ...SUSPICIOUS_FINDINGS, "known_global"]);
export type FindingKind = z.infer<typeof FindingKind>;

/** Names come from the file itself, so they are cut. */
export const Finding = z.object({
  kind: FindingKind,
  name: z.string().max(400).describe("The global, `module.name`, or the entry that it is about; may be empty."),
  place: z.string().max(400).describe("Path inside the archive; empty for the file itself."),
});
export type Finding = z.infer<typeof Finding>;

export const MAX_FINDINGS = 200;

/** What the scanner says of a content, whatever its name is. */
export const ScanReport = z.object({
  format: z.string().max(40).describe("What the bytes are; `plain` for no format that a model comes in."),
  reason: SkipReason.nullable().describe("Why something was left out; null when everything was looked at."),
  findings: z.array(Finding).max(MAX_FINDINGS),
});
export type ScanReport = z.infer<typeof ScanReport>;

export const FileScan = ScanReport.extend({
  status: ScanStatus,
  scannedAt: z.date().nullable(),
}).describe("What was found in the bytes of a file that could run when somebody loads it.");
export type FileScan = z.infer<typeof FileScan>;

export const RepoScan = z.object({
  isDone: z.boolean().describe("Whether every file of the default branch was looked at by the scanner of today."),
  counts: z.object({ safe: z.int(), suspicious: z.int(), unsafe: z.int(), not_scanned: z.int() }),
  plainCount: z
    .int()
    .describe("Files named like a model's (`.bin`, `.dat` …) whose bytes are no format that can run code."),
  pendingCount: z.int().describe("Files named like a model's that are still to be looked at."),
  issues: z
    .array(z.object({ path: z.string(), status: ScanStatus }))
    .describe("Files that are not safe, worst first; at most 100."),
});
export type RepoScan = z.infer<typeof RepoScan>;

export const GetRepoScanInput = RepoAddress;
export const RescanRepoInput = RepoAddress;
