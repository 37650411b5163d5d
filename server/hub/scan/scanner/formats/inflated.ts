import { constants, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from "node:zlib";
import { LIMITS } from "../budget";
import type { Scope } from "../scope";
import { bufferSource, type Source } from "../source";
import { numpyNeedsMore } from "./numpy-header";

type Kind = "raw" | "zlib" | "gzip" | "zstd";

const HEAD = 64 * 1_024;
const FLUSH = { finishFlush: constants.Z_SYNC_FLUSH } as const;

interface Packed {
  readonly kind: Kind;
  readonly scope: Scope;
  /** The beginning is enough of what unpacks to too much. */
  readonly mayBeCut: boolean;
}

/** What a packed part unpacks to, in memory; `null` for what is damaged or unpacks to too much, which the scope is told. */
export function inflated(data: Source, { kind, scope, mayBeCut }: Packed): Source | null {
  const head = unpack(data.read(0, HEAD), kind, 64 * HEAD);
  // Arrays of plain numbers are told by their beginning, and need not be unpacked to their end.
  if (Buffer.isBuffer(head) && !numpyNeedsMore(head)) return bufferSource(head);
  const bytes =
    data.size > LIMITS.bytesAtOnce ? "too_large" : unpack(data.read(0, data.size), kind, LIMITS.bytesAtOnce);
  if (bytes === "too_large" && mayBeCut && Buffer.isBuffer(head)) {
    scope.budget.spend("bytesInflated", head.byteLength);
    return { ...bufferSource(head), isCut: true };
  }
  if (!Buffer.isBuffer(bytes)) {
    scope.skipped(bytes);
    return null;
  }
  scope.budget.spend("bytesInflated", bytes.byteLength);
  return bufferSource(bytes);
}

/** As much as these bytes give, or why they give nothing. */
function unpack(bytes: Buffer, kind: Kind, maxOutputLength: number): Buffer | "too_large" | "damaged" {
  try {
    if (kind === "raw") return inflateRawSync(bytes, { ...FLUSH, maxOutputLength });
    if (kind === "zlib") return inflateSync(bytes, { ...FLUSH, maxOutputLength });
    if (kind === "gzip") return gunzipSync(bytes, { ...FLUSH, maxOutputLength });
    return zstdDecompressSync(bytes, { finishFlush: constants.ZSTD_e_flush, maxOutputLength });
  } catch (error) {
    if (error instanceof RangeError) return "too_large";
    if (isZlibError(error)) return "damaged";
    throw error;
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(?:Z_|ZSTD_|ERR_)/.test(String(error.code));
