import { sumReceived } from "@/server/content";
import type { Ctx } from "@/server/kernel";

/** How much of the files in a commit had to be sent, such as `Uploaded 12.0 MB of 1.0 GB`; empty when none came as chunks. */
export async function uploadReport(ctx: Ctx, repoId: string, oids: readonly string[]): Promise<string> {
  const { received, size } = await sumReceived(ctx, { repoId, oids });
  return size === 0 ? "" : `Uploaded ${sizeText(received)} of ${sizeText(size)}`;
}

const UNITS = ["kB", "MB", "GB", "TB"];

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const power = Math.min(UNITS.length, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1_000 ** power).toFixed(1)} ${UNITS[power - 1]}`;
}
