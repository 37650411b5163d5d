import type { Ctx } from "@/server/kernel";
import { MAX_CHANGED_PATHS, Oid } from "./contract";
import { PATCH_SHAPE } from "./patch-shape";
import { splitRecords } from "./records";

interface Range {
  readonly from: string;
  readonly to: string;
}

/** Paths of the files that differ between two commits; at most `MAX_CHANGED_PATHS`. */
export async function changedPaths(ctx: Ctx<"repositories">, repoId: string, { from, to }: Range): Promise<string[]> {
  const args = ["diff-tree", "-r", "--name-only", "-z", "--end-of-options", Oid.parse(from), Oid.parse(to)];
  const paths: string[] = [];
  for await (const path of splitRecords(ctx.live.repositories.stream(repoId, { args }))) {
    paths.push(path);
    if (paths.length >= MAX_CHANGED_PATHS) break;
  }
  return paths;
}

/** What changed, as a unified diff; cut after `maxBytes`. */
export async function diffText(
  ctx: Ctx<"repositories">,
  repoId: string,
  { from, to, maxBytes }: Range & { readonly maxBytes: number },
): Promise<string> {
  const args = ["diff-tree", ...PATCH_SHAPE, "-p", "--end-of-options", Oid.parse(from), Oid.parse(to)];
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.live.repositories.stream(repoId, { args, timeoutMs: 20_000 })) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8");
}
