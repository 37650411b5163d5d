import type { Ctx } from "@/server/kernel";
import { readRefs } from "./list-refs";

/** Where a branch is, by its short name; `null` when it is gone. */
export async function branchHead(ctx: Ctx<"repositories">, repoId: string, branch: string): Promise<string | null> {
  const ref = `refs/heads/${branch}`;
  return (await readRefs(ctx, repoId, [ref])).get(ref) ?? null;
}
