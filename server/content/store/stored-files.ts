import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Slice } from "@/server/kernel";

/** A large file that a repository may read. */
export interface StoredFile {
  /** SHA-256 of its bytes. */
  readonly oid: string;
  readonly size: number;
  readonly at: Date;
  /** Kept as chunks that files share. */
  readonly isChunked: boolean;
}

export interface StoredSlice extends Slice<Pick<StoredFile, "size" | "oid">> {
  readonly repoId: string;
}

/** Files of a repository, the largest first; one that is there whole and in chunks counts once. */
export async function listStoredRows(db: Db, { repoId, after, limit }: StoredSlice): Promise<readonly StoredFile[]> {
  const rows = await db.execute<{ oid: string; size: string; at: string; is_chunked: boolean }>(sql`
    select oid, size, at, is_chunked from (
      select l.oid, o.size, l.created_at as at, false as is_chunked
        from object_links l join objects o on o.oid = l.oid where l.repo_id = ${repoId}::uuid
      union all
      select x.oid, f.size, x.created_at, true
        from xet_links x join xet_files f on f.hash = x.file_hash
       where x.repo_id = ${repoId}::uuid and x.oid is not null
         and not exists (select 1 from object_links l where l.repo_id = x.repo_id and l.oid = x.oid)) as files
     where ${after === null ? sql`true` : sql`(size, oid) < (${after.size}::bigint, ${after.oid})`}
     order by size desc, oid desc limit ${limit}`);
  return rows.map(({ oid, size, at, is_chunked: isChunked }) => ({
    oid,
    size: Number(size),
    at: new Date(at),
    isChunked,
  }));
}

/** Bytes of the files of the first place that others than these may read, too: they stay when it lets them go. */
export async function sumShared(db: Db, places: readonly [string, ...string[]]): Promise<number> {
  const [row] = await db.execute<{ bytes: string }>(sql`
    select coalesce(sum(o.size), 0) as bytes from object_links l join objects o on o.oid = l.oid
     where l.repo_id = ${places[0]}::uuid
       and exists (select 1 from object_links other
                    where other.oid = l.oid and other.repo_id <> all(${`{${places.join(",")}}`}::uuid[]))`);
  return Number(row?.bytes ?? 0);
}
