import { z } from "zod";

/** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
export const ObjectId = z.string().regex(/^[0-9a-f]{64}$/, "64 lower-case hexadecimal digits");

/** 4 TiB: more than any model file, and exact in a double. */
export const MAX_OBJECT_BYTES = 4 * 1024 ** 4;

export const ObjectSize = z.int().min(0).max(MAX_OBJECT_BYTES);

/** A file on its way into a repository. Parts are counted from 1; every part but the last has `partBytes` bytes. */
export const Upload = z.object({
  id: z.uuid(),
  repoId: z.uuid(),
  size: ObjectSize,
  partBytes: z.int(),
  partCount: z.int(),
  receivedParts: z.array(z.int()).describe("Numbers of the parts that have arrived, ascending."),
  expiresAt: z.date(),
  oid: ObjectId.nullable().describe("SHA-256 of the whole file, once it is complete."),
});
export type Upload = z.infer<typeof Upload>;

/** Reasons this context adds to its errors. */
export const CONTENT_REASONS = [
  "wrong_oid",
  "wrong_size",
  "range_not_satisfiable",
  "object_lost",
  "object_busy",
  "bad_path",
  "too_many_uploads",
  "parts_missing",
  "wrong_parts",
  "path_locked",
  "too_many_locks",
  "lock_of_another",
  "disk_full",
  "storage_quota",
  "bad_xorb",
  "bad_shard",
  "xorb_missing",
  "claim_refuted",
  "claim_unverified",
  "threads_busy",
  "upload_complete",
] as const;
export type ContentReason = (typeof CONTENT_REASONS)[number];

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly content: ContentReason;
  }
}

/** One person's word to the others that a file is being edited (Git LFS locking API). */
export const FileLock = z.object({ id: z.uuid(), path: z.string(), userId: z.uuid(), lockedAt: z.date() });
export type FileLock = z.infer<typeof FileLock>;
