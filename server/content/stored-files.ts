import type { Ctx } from "@/server/kernel";
import { sumBytes } from "./store/objects";
import { listStoredRows, type StoredFile, type StoredSlice, sumShared } from "./store/stored-files";
import { sumFiles, sumLinks } from "./store/xet-files";

export type { StoredFile } from "./store/stored-files";

/** The large files that a repository may read, the largest first. */
export const listStoredFiles = ({ db }: Ctx, slice: StoredSlice): Promise<readonly StoredFile[]> =>
  listStoredRows(db, slice);

/**
 * Bytes of the large files of a repository; `sentBytes` is what had to be sent for those in chunks.
 *
 * @param parts Storage places that belong to it, as its attachments do: what they have is not shared with others.
 */
export async function storageOf({ db }: Ctx, repoId: string, parts: readonly string[]) {
  const [whole, chunked, { sentBytes }, sharedBytes] = await Promise.all([
    sumBytes(db, [repoId]),
    sumFiles(db, [repoId]),
    sumLinks(db, repoId),
    sumShared(db, [repoId, ...parts]),
  ]);
  const wholeBytes = whole.get(repoId) ?? 0;
  const chunkedBytes = chunked.get(repoId) ?? 0;
  return { wholeBytes, chunkedBytes, sentBytes: Math.min(sentBytes, chunkedBytes), sharedBytes };
}
