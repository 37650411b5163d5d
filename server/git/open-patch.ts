import type { Ctx } from "@/server/kernel";
import { Oid } from "./contract";
import { GitFailure } from "./git-process";

interface Comparison {
  readonly from: string;
  readonly to: string;
}

const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
/** Longer patches are cut. */
const MAX_BYTES = 64 * 1_024 * 1_024;

/** What `to` brings since it left `from`, as git prints it (`diff from...to`); stopping to read ends git. */
export async function* openPatch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { from, to }: Comparison,
): AsyncGenerator<Uint8Array> {
  const base = await mergeBaseOf(ctx, repoId, { from, to });
  const how = ["diff-tree", "-r", "-p", "-M", "-l400", "--no-ext-diff", "--no-textconv", "--no-color", "--full-index"];
  const args = [...how, "--end-of-options", base, Oid.parse(to)];
  let sent = 0;
  for await (const chunk of ctx.live.repositories.stream(repoId, { args, maxBytes: 2 * MAX_BYTES })) {
    yield chunk.subarray(0, MAX_BYTES - sent);
    sent += chunk.byteLength;
    if (sent >= MAX_BYTES) return;
  }
}

/** Where both histories were last the same; the empty tree for histories that never met. */
async function mergeBaseOf(ctx: Ctx<"repositories">, repoId: string, { from, to }: Comparison): Promise<string> {
  const args = ["merge-base", Oid.parse(from), Oid.parse(to)];
  try {
    return (await ctx.live.repositories.run(repoId, { args })).toString("latin1").slice(0, 40);
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) return EMPTY_TREE;
    throw error;
  }
}
