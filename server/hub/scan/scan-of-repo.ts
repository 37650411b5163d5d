import { findRevision, listTree } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import type { RepoScan, ScanStatus } from "../contract/scan";
import type { Repository } from "../repositories/repository";
import { scansOf } from "./scans-of";
import { findRepoScan } from "./store";
import { SCANNER_VERSION } from "./verdict";

const MAX_FILES = 5_000;
const MAX_ISSUES = 100;
/** Worst first. */
const ISSUES = ["unsafe", "suspicious", "not_scanned"] as const satisfies readonly ScanStatus[];

/** What was found in the files of the default branch. The caller has made sure that the actor may see the repository. */
export async function scanHead(ctx: Ctx<"repositories">, repo: Repository): Promise<RepoScan> {
  const counts = { safe: 0, suspicious: 0, unsafe: 0, not_scanned: 0 };
  const head = (await findRevision(ctx, repo.id, `refs/heads/${repo.defaultBranch}`))?.commit;
  if (head === undefined) return { isDone: true, counts, issues: [] };
  const { items } = await listTree(ctx, repo.id, { commit: head, recursive: true, limit: MAX_FILES });
  const scans = [...(await scansOf(ctx, items))].map(([path, { status }]) => ({ path, status }));
  for (const { status } of scans) if (status !== "pending") counts[status] += 1;
  const row = await findRepoScan(ctx.db, repo.id);
  return {
    isDone: row?.commit === head && row.version === SCANNER_VERSION,
    counts,
    issues: ISSUES.flatMap((wanted) => scans.filter(({ status }) => status === wanted)).slice(0, MAX_ISSUES),
  };
}
