import { openObject } from "@/server/content";
import { readBlob } from "@/server/git";
import { type Ctx, DomainError } from "@/server/kernel";
import type { ScanReport } from "../contract/scan";
import { formats } from "./scanner/formats";
import { bufferSource, type Source } from "./scanner/source";
import { isLargeFile, isModelName } from "./verdict";

const HEAD_BYTES = 512;
/** Larger files belong into LFS, where a part can be read without what is in front of it. */
const MAX_BLOB_BYTES = 64 * 1024 ** 2;

export type Reads = Ctx<"repositories" | "objects" | "scanner">;

interface Content {
  /** Of the repository, or of what else has a right to the object. */
  readonly placeId: string;
  /** SHA-256 of a large file, or the id of a git blob. */
  readonly oid: string;
  readonly size: number;
  readonly path: string;
}

/** What the scanner says of a content. Throws `not_found` and `unavailable` (`object_lost`) for bytes that are not there. */
export async function lookInto(ctx: Reads, content: Content, signal: AbortSignal): Promise<ScanReport> {
  const { oid, size, path } = content;
  if (!isLargeFile(oid) && size > MAX_BLOB_BYTES) return { format: "unread", reason: "too_large", findings: [] };
  const read = isLargeFile(oid) ? readerOfObject(ctx, content) : await readerOfBlob(ctx, content);
  const head = size > 0 ? await read(0, Math.min(size, HEAD_BYTES)) : Buffer.alloc(0);
  if (!isModelName(path) && !mayBeModel(head, size)) return { format: "other", reason: null, findings: [] };
  return ctx.live.scanner.scan({ size, path, read }, signal);
}

/** Bytes that never came, or that the store has lost, can be looked at when they are there. */
export function lostAsNull(error: unknown): null {
  if (error instanceof DomainError && (error.code === "not_found" || error.reason === "object_lost")) return null;
  throw error;
}

type Read = (start: number, length: number) => Promise<Buffer>;

const readerOfObject =
  (ctx: Reads, { placeId, oid }: Content): Read =>
  async (start, length) => {
    const { body } = await openObject(ctx, { repoId: placeId, oid, range: { start, end: start + length - 1 } });
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    return Buffer.concat(chunks);
  };

async function readerOfBlob(ctx: Reads, { placeId, oid }: Content): Promise<Read> {
  const bytes = await readBlob(ctx, placeId, { oid, maxBytes: MAX_BLOB_BYTES });
  return async (start, length) => bytes.subarray(start, start + length);
}

/** How a pickle of protocol 0 or 1 would import something, near its beginning. */
const IMPORT = /[ci][\w.]+\r?\n[\w.]+\r?\n|\x93/;

/** Whether bytes whose name promises no model deserve a closer look. */
function mayBeModel(head: Buffer, size: number): boolean {
  const source: Source = { ...bufferSource(head), size };
  return formats.some((format) => format.matches(head, source)) || IMPORT.test(head.toString("latin1"));
}
