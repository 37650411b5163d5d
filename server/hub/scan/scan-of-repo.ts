import { findRevision, listTree } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import type { RepoScan, ScanStatus } from "../contract/scan";
import { contentOf } from "../files/open-repo-file";
import type { Repository } from "../repositories/repository";
import { findFileScans, findRepoScan } from "./store";
import { quietStateOf, SCANNER_VERSION, scanOfFile } from "./verdict";

const MAX_FILES = 5_000;
const MAX_ISSUES = 100;
/** Worst first. */
const ISSUES = ["unsafe", "suspicious", "not_scanned"] as const satisfies readonly ScanStatus[];

/** What was found in the files of the default branch. The caller has made sure that the actor may see the repository. */
export async function scanHead(ctx: Ctx<"repositories">, repo: Repository): Promise<RepoScan> {
  const counts = { safe: 0, suspicious: 0, unsafe: 0, not_scanned: 0 };
  const head = (await findRevision(ctx, repo.id, `refs/heads/${repo.defaultBranch}`))?.commit;
  if (head === undefined) return { isDone: true, counts, plainCount: 0, pendingCount: 0, issues: [] };
  const { items } = await listTree(ctx, repo.id, { commit: head, recursive: true, limit: MAX_FILES });
  const files = items.filter(({ kind }) => kind === "file");
  const rows = await findFileScans(ctx, [...new Set(files.map(contentOf))]);
  const quiet = { plain: 0, pending: 0 };
  const scans = files.flatMap((entry) => {
    const row = rows.get(contentOf(entry)) ?? null;
    const status = scanOfFile(entry.path, row)?.status ?? quietStateOf(entry.path, row);
    if (status === "plain" || status === "pending") quiet[status] += 1;
    return status === null || status === "plain" || status === "pending" ? [] : [{ path: entry.path, status }];
  });
  for (const { status } of scans) counts[status] += 1;
  const row = await findRepoScan(ctx.db, repo.id);
  return {
    isDone: row?.commit === head && row.version === SCANNER_VERSION,
    counts,
    plainCount: quiet.plain,
    pendingCount: quiet.pending,
    issues: ISSUES.flatMap((wanted) => scans.filter(({ status }) => status === wanted)).slice(0, MAX_ISSUES),
  };
}
