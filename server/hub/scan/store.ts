import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, ne, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { repos } from "@/db/schema/hub";
import { fileScans, repoScans } from "@/db/schema/hub/file-scans";
import type { Ctx } from "@/server/kernel";
import type { ScanReport } from "../contract/scan";

export type FileScanRow = typeof fileScans.$inferSelect;

export async function findFileScans({ db }: Ctx, oids: readonly string[]): Promise<Map<string, FileScanRow>> {
  if (oids.length === 0) return new Map();
  const rows = await db
    .select()
    .from(fileScans)
    .where(inArray(fileScans.oid, [...oids]));
  return new Map(rows.map((row) => [row.oid, row]));
}

export async function putFileScan(
  ctx: Ctx,
  { oid, version, report }: { readonly oid: string; readonly version: number; readonly report: ScanReport },
): Promise<void> {
  const row = { ...report, version, scannedAt: ctx.now() };
  await ctx.db
    .insert(fileScans)
    .values({ oid, ...row })
    .onConflictDoUpdate({ target: fileScans.oid, set: row });
}

type RepoScanRow = typeof repoScans.$inferSelect;

export async function findRepoScan(db: Db, repoId: string): Promise<RepoScanRow | null> {
  const [row] = await db.select().from(repoScans).where(eq(repoScans.repoId, repoId));
  return row ?? null;
}

export async function putRepoScan(
  ctx: Ctx,
  { repoId, commit, version }: Omit<RepoScanRow, "scannedAt">,
): Promise<void> {
  const row = { commit, version, scannedAt: ctx.now() };
  await ctx.db
    .insert(repoScans)
    .values({ repoId, ...row })
    .onConflictDoUpdate({ target: repoScans.repoId, set: row });
}

/** Repositories whose head was not looked at, or by an older scanner, in the order of their ids. */
export const listUnscanned = (
  db: Db,
  { version, after, limit }: { readonly version: number; readonly after: string | null; readonly limit: number },
) =>
  db
    .select({ id: repos.id, defaultBranch: repos.defaultBranch })
    .from(repos)
    .leftJoin(repoScans, eq(repoScans.repoId, repos.id))
    .where(
      and(
        isNull(repos.deletedAt),
        isNotNull(repos.headCommit),
        or(isNull(repoScans.repoId), ne(repoScans.commit, repos.headCommit), lt(repoScans.version, version)),
        after === null ? undefined : gt(repos.id, after),
      ),
    )
    .orderBy(asc(repos.id))
    .limit(limit);
