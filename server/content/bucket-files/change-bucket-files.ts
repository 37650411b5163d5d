import { atomically, type Ctx } from "@/server/kernel";
import { holdQuota, limitAt } from "../quota";
import { isSafePath } from "../safe-path";
import {
  type BucketFileRow,
  deleteBucketFileRows,
  findBucketFiles,
  findReadableHashes,
  putBucketFiles,
  touchFiles,
} from "../store/bucket-files";
import { addToPlace } from "../store/quotas";
import { findFiles } from "../store/xet-files";
import { EMPTY_HASH } from "../xet/empty-hash";
import { endArrivalsOf } from "../xet/end-arrivals";
import { readTerms } from "../xet/terms";

export interface BucketPut {
  readonly kind: "put";
  readonly path: string;
  readonly xetHash: string;
  readonly modifiedAt: Date | null;
  /** The bucket or repository that the file was uploaded to, or is copied from; the caller may read it. */
  readonly sourceId: string;
}

export type BucketChange = BucketPut | { readonly kind: "delete"; readonly path: string };

export interface BucketChanges {
  readonly bucketId: string;
  /** In order: of several about one path the last one counts. */
  readonly changes: readonly BucketChange[];
}

export interface RefusedPut {
  readonly path: string;
  /** The path cannot be a file; or its file was never uploaded, or is not in the source. */
  readonly problem: "bad_path" | "file_missing";
}

export interface AppliedChanges {
  /** When there is one, nothing was changed. */
  readonly refused: readonly RefusedPut[];
  /** By how much the sums over the files of the bucket changed. */
  readonly bytes: number;
  readonly files: number;
}

/** All changes or none. The caller holds the lock of the bucket, so that its sums stay right. Safe to run twice. */
export const changeBucketFiles = (ctx: Ctx, { bucketId, changes }: BucketChanges): Promise<AppliedChanges> =>
  atomically(ctx, async (ctx) => {
    const last = [...new Map(changes.map((change) => [change.path, change])).values()];
    const puts = last.flatMap((change) => (change.kind === "put" ? [change] : []));
    const sizes = await touchFiles(ctx, [...new Set(puts.map(({ xetHash }) => xetHash))]);
    const refused = [...badPaths(puts), ...(await findMissing(ctx, puts, sizes))];
    if (refused.length > 0) return { refused, bytes: 0, files: 0 };
    const paths = last.map(({ path }) => path);
    const before = await findBucketFiles(ctx.db, bucketId, paths);
    const after = puts.map((put) => ({ ...rowOf(ctx, put), bucketId, size: sizes.get(put.xetHash) ?? 0 }));
    const deleted = last.flatMap(({ kind, path }) => (kind === "delete" ? [path] : []));
    const bytes = sum(after) - sum(before);
    const endArrivals = (ctx: Ctx) => endArrivalsOfFiles(ctx, bucketId, puts);
    if (bytes > 0) await holdQuota(ctx, { placeId: bucketId, bytes, endArrivals });
    else await endArrivals(ctx);
    await deleteBucketFileRows(ctx.db, bucketId, deleted);
    await putBucketFiles(ctx.db, after);
    await touchFiles(ctx, [...new Set(before.flatMap(({ fileHash }) => fileHash ?? []))]);
    if (bytes !== 0) await addToPlace(ctx.db, bucketId, bytes);
    return { refused, bytes, files: after.length - before.length };
  });

/** What was sent for these files is on its way until they have a path. */
async function endArrivalsOfFiles(ctx: Ctx, bucketId: string, puts: readonly BucketPut[]): Promise<void> {
  if ((await limitAt(ctx, bucketId)) === null) return;
  const files = await findFiles(ctx.db, [...new Set(puts.map(({ xetHash }) => xetHash))]);
  for (const { terms } of files) await endArrivalsOf(ctx, { placeId: bucketId, terms: readTerms(terms) });
}

/** The index of a table takes rows up to a size; a path is most of one. */
const MAX_PATH_BYTES = 2_048;

const badPaths = (puts: readonly BucketPut[]): RefusedPut[] =>
  puts
    .filter(({ path }) => !isSafePath(path) || Buffer.byteLength(path) > MAX_PATH_BYTES)
    .map(({ path }) => ({ path, problem: "bad_path" }));

/** Sources are few: the bucket itself, and where a client copies from. */
async function findMissing(
  { db }: Ctx,
  puts: readonly BucketPut[],
  sizes: ReadonlyMap<string, number>,
): Promise<RefusedPut[]> {
  const bySource = Map.groupBy(
    puts.filter(({ xetHash }) => xetHash !== EMPTY_HASH),
    ({ sourceId }) => sourceId,
  );
  const missing = await Promise.all(
    [...bySource].map(async ([sourceId, wanted]) => {
      const readable = await findReadableHashes(db, { sourceId, hashes: wanted.map(({ xetHash }) => xetHash) });
      return wanted.filter(({ xetHash }) => !readable.has(xetHash) || !sizes.has(xetHash));
    }),
  );
  return missing.flat().map(({ path }) => ({ path, problem: "file_missing" }));
}

const rowOf = (ctx: Ctx, { path, xetHash, modifiedAt }: BucketPut): Omit<BucketFileRow, "bucketId" | "size"> => ({
  ...{ path, modifiedAt, uploadedAt: ctx.now() },
  fileHash: xetHash === EMPTY_HASH ? null : xetHash,
});

const sum = (rows: readonly BucketFileRow[]) => rows.reduce((all, { size }) => all + size, 0);
