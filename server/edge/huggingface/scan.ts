import { type Repository, scanHead } from "@/server/hub";
import type { FileScan, ScanStatus } from "@/server/hub/contract/scan";
import type { Ctx } from "@/server/kernel";
import { respondJson } from "../respond";
import { type RepoCall, repoOf } from "./call";

/** What clients know: what was not looked at is never called safe. */
const WIRE: Readonly<Record<ScanStatus, string>> = {
  safe: "safe",
  suspicious: "suspicious",
  unsafe: "unsafe",
  not_scanned: "unscanned",
  pending: "unscanned",
};

/** `securityRepoStatus`: files that somebody should look at before loading them. */
export async function repoStatusOf(ctx: Ctx<"repositories">, repo: Repository) {
  const { isDone, issues } = await scanHead(ctx, repo);
  const found = issues.filter(({ status }) => status !== "not_scanned");
  return { scansDone: isDone, filesWithIssues: found.map(({ path, status }) => ({ path, level: WIRE[status] })) };
}

/** `securityFileStatus` of a listing. */
export function fileStatusOf(scan: FileScan | undefined) {
  if (!scan || scan.scannedAt === null) return { status: "unscanned", avScan: null, pickleImportScan: null };
  const imports = scan.findings.filter(({ kind }) => kind.endsWith("_global"));
  const pickleImports = imports.map(({ kind, name }) => {
    const [, module = name, member = ""] = /^(.*)\.([^.]*)$/.exec(name) ?? [];
    return { module, name: member, safety: SAFETY[kind] ?? "suspicious" };
  });
  const pickleImportScan = pickleImports.length > 0 ? { status: WIRE[scan.status], pickleImports } : null;
  return { status: WIRE[scan.status], avScan: null, pickleImportScan };
}

const SAFETY: Readonly<Partial<Record<string, string>>> = { known_global: "innocuous", dangerous_global: "dangerous" };

/** `GET …/scan` */
export async function getScan(call: RepoCall): Promise<void> {
  const repo = await repoOf(call);
  respondJson(call, { status: 200, body: await repoStatusOf(call.ctx, repo) });
}
