import type { TreeEntry } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import type { FileScan } from "../contract/scan";
import { contentOf } from "../files/open-repo-file";
import { findFileScans } from "./store";
import { scanOfFile } from "./verdict";

/** What is known of these files, by path; files that are no model files are left out. */
export async function scansOf(ctx: Ctx, entries: readonly TreeEntry[]): Promise<ReadonlyMap<string, FileScan>> {
  const files = entries.filter(({ kind }) => kind === "file");
  const rows = await findFileScans(ctx, [...new Set(files.map(contentOf))]);
  const scans = files.map((entry) => [entry.path, scanOfFile(entry.path, rows.get(contentOf(entry)) ?? null)] as const);
  return new Map(scans.flatMap(([path, scan]) => (scan ? [[path, scan] as const] : [])));
}
