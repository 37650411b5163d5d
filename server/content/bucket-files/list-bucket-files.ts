import type { Ctx } from "@/server/kernel";
import { type BucketFileRow, findBucketFiles, listBucketFileRows, listFirstRows } from "../store/bucket-files";
import { EMPTY_HASH } from "../xet/empty-hash";

export interface BucketFile {
  readonly kind: "file";
  readonly path: string;
  readonly size: number;
  /** 64 hexadecimal digits, as Xet writes them. */
  readonly xetHash: string;
  readonly modifiedAt: Date | null;
  readonly uploadedAt: Date;
}

export type BucketEntry = BucketFile | { readonly kind: "directory"; readonly path: string };

export interface BucketPlace {
  readonly bucketId: string;
  /** A folder or a file, without a slash at its end; empty: everything. */
  readonly place: string;
  /** Also what lies in folders below, instead of the folders. */
  readonly recursive: boolean;
  /** `afterOf` the last entry of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

/** Names the entry in a cursor: a folder with a slash at its end, which no file has. */
export const afterOf = ({ kind, path }: BucketEntry): string => (kind === "directory" ? `${path}/` : path);

/** Entries in the order of their bytes; at most one more than `limit` where the place is a file, too. */
export async function listBucketFiles({ db }: Ctx, asked: BucketPlace): Promise<readonly BucketEntry[]> {
  const { bucketId, place, recursive, after, limit } = asked;
  const folder = place === "" ? "" : `${place}/`;
  const next = after === null ? "" : behind(after);
  const range = {
    bucketId,
    from: next.startsWith(folder) ? next : folder,
    before: place === "" ? null : `${place}0`, // the letter after the slash
    limit,
  };
  const own = place !== "" && after === null ? await findBucketFiles(db, bucketId, [place]) : [];
  if (recursive) return [...own, ...(await listBucketFileRows(db, range))].map(shown);
  const rows = await listFirstRows(db, { ...range, skipped: [...folder].length });
  return [...own.map(shown), ...rows.map((row) => entryIn(folder, row))];
}

/** The first path that can follow. */
const behind = (after: string): string => (after.endsWith("/") ? `${after.slice(0, -1)}0` : `${after}\u0001`);

function entryIn(folder: string, row: BucketFileRow): BucketEntry {
  const end = row.path.indexOf("/", folder.length);
  return end < 0 ? shown(row) : { kind: "directory", path: row.path.slice(0, end) };
}

/** Those of the paths that are files of the bucket. */
export const statBucketFiles = async (
  { db }: Ctx,
  { bucketId, paths }: { readonly bucketId: string; readonly paths: readonly string[] },
): Promise<readonly BucketFile[]> => (await findBucketFiles(db, bucketId, paths)).map(shown);

const shown = ({ path, size, fileHash, modifiedAt, uploadedAt }: BucketFileRow): BucketFile => ({
  ...{ kind: "file", path, size, modifiedAt, uploadedAt },
  xetHash: fileHash ?? EMPTY_HASH,
});
