import { SUSPICIOUS_FINDINGS, UNSAFE_FINDINGS } from "../contract/finding-kinds";
import type { FileScan, Finding, FindingKind, ScanReport, ScanStatus } from "../contract/scan";

/** Raised whenever the scanner judges otherwise than before: all contents are then looked at again. */
export const SCANNER_VERSION = 6;

/** Names of files that somebody loads with a library that would run what is in them. */
const LOADED = /\.(?:pkl|pickle|pck|pcl|pt|pth|pt2|ckpt|joblib|dill|npy|npz|keras|h5|hdf5|nemo|mar|safetensors|gguf)$/i;
const MAYBE_LOADED = /\.(?:p|bin|dat|model|zip|tar|gz|tgz|7z|rar|xz|bz2|zst)$/i;
/** Names that promise data and nothing else. */
const INERT =
  /\.(?:safetensors|gguf|onnx|json|jsonl|txt|md|csv|tsv|parquet|arrow|png|jpe?g|gif|webp|wav|mp3|mp4|pdf|ya?ml|toml)$/i;
const RUNS: ReadonlySet<string> = new Set(["pickle", "zip", "tar", "gzip", "zlib", "zstd", "hdf5"]);
/** No format that a model comes in, or none that was told. */
const UNTOLD: ReadonlySet<string> = new Set(["", "plain", "other", "unread", "closed"]);
const TENSORS_ONLY: ReadonlySet<string> = new Set(["safetensors", "gguf"]);

export const isModelName = (path: string): boolean => LOADED.test(path) || MAYBE_LOADED.test(path);

/** What is in a file of this name when nothing is hidden in it: torch, joblib and Keras write more than one. */
const BELONGS: readonly (readonly [RegExp, ReadonlySet<string>])[] = [
  [/\.(?:pkl|pickle|pck|pcl|dill|joblib)$/i, new Set(["pickle", "zip", "tar", "gzip", "zlib", "zstd", "numpy"])],
  [/\.(?:pt|pth|pt2)$/i, new Set(["pickle", "zip", "tar", "gzip"])],
  [/\.ckpt$/i, new Set(["pickle", "zip", "tar", "gzip", "hdf5", "safetensors"])],
  [/\.npy$/i, new Set(["numpy", "pickle"])],
  [/\.npz$/i, new Set(["zip"])],
  [/\.keras$/i, new Set(["zip", "hdf5"])],
  [/\.(?:h5|hdf5)$/i, new Set(["hdf5"])],
  [/\.(?:nemo|mar)$/i, new Set(["tar", "zip", "gzip", "zstd"])],
];

/** Whether a report, without a look by the scanner itself, is enough for a file of that name. */
export const isEnough = (format: string, path: string): boolean => format !== "other" || !isModelName(path);

/** Large files are named by a SHA-256, blobs of git by a SHA-1. */
export const isLargeFile = (oid: string): boolean => oid.length === 64;

interface Named {
  readonly oid: string;
  readonly path?: string;
}

/** Whether it is known what a content holds, or nobody would load it: large files are loaded whatever they are called. */
export function isLookedAt(row: Pick<Row, "format"> | undefined, { oid, path }: Named): boolean {
  if (row) return path === undefined || isEnough(row.format, path);
  return !isLargeFile(oid) && (path === undefined || !isModelName(path));
}

/**
 * Whether the scanner saw only a part of what somebody would load. Large files are loaded whatever they are called, but not
 * under a name that promises data; a small one is where it is named like a model's.
 */
export function isGivenUp({ reason }: Pick<Row, "reason">, { oid, path }: Named): boolean {
  if (reason === null) return false;
  if (path === undefined) return true;
  return !INERT.test(path) && (isLargeFile(oid) || isModelName(path));
}

const unsafe: ReadonlySet<FindingKind> = new Set(UNSAFE_FINDINGS);
const suspicious: ReadonlySet<FindingKind> = new Set(SUSPICIOUS_FINDINGS);

/** The worst of what was found; what was not looked at whole is never safe. */
export function statusOf({ reason, findings }: Omit<ScanReport, "format">): ScanStatus {
  const has = (kinds: ReadonlySet<FindingKind>) => findings.some(({ kind }) => kinds.has(kind));
  if (has(unsafe)) return "unsafe";
  if (has(suspicious)) return "suspicious";
  return reason === null ? "safe" : "not_scanned";
}

type Row = ScanReport & { readonly scannedAt: Date };

/**
 * What is shown for a file of this name; `null` for what is no model file. The row belongs to the content, and what a
 * content is called can be a finding of its own.
 */
export function scanOfFile(path: string, row: Row | null): FileScan | null {
  if (row === null) {
    return LOADED.test(path) ? { format: "", reason: null, findings: [], status: "pending", scannedAt: null } : null;
  }
  const { format, scannedAt } = row;
  const isKnown = format !== "plain" && format !== "other";
  if (!isKnown && row.findings.length === 0 && !LOADED.test(path)) return null;
  const reason = isKnown ? row.reason : (row.reason ?? "unknown_format");
  const findings = [...row.findings, ...misnamed(path, format)];
  return { format, reason, findings, scannedAt, status: statusOf({ reason, findings }) };
}

/** A file named like a model's that `scanOfFile` says nothing of: not looked at yet, or in no format that can run code. */
export function quietStateOf(path: string, row: Row | null): "pending" | "plain" | null {
  if (!isModelName(path)) return null;
  if (row === null || !isEnough(row.format, path)) return "pending";
  return row.format === "plain" && row.reason === null && row.findings.length === 0 ? "plain" : null;
}

function misnamed(path: string, format: string): Finding[] {
  const promises = /\.(?:safetensors|gguf)$/i.test(path) && !path.toLowerCase().endsWith(`.${format}`);
  const isHidden = INERT.test(path) && RUNS.has(format);
  const isClosed = format === "closed" && !/\.(?:7z|rar|bz2|xz|lz4|lzma|tbz2|txz)$/i.test(path);
  if (isClosed) return [{ kind: "hidden_archive", name: "", place: "" }];
  const isElse = !UNTOLD.has(format) && BELONGS.some(([names, all]) => names.test(path) && !all.has(format));
  if (!isHidden && !isElse && !(promises && TENSORS_ONLY.has(format))) return [];
  return [{ kind: "wrong_extension", name: format, place: "" }];
}
