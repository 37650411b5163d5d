import type { Ctx } from "@/server/kernel";
import { Oid } from "./contract";
import { findMergeBase } from "./merge-base";
import { EMPTY_TREE } from "./object-name";
import { PATCH_SHAPE } from "./patch-shape";

interface Comparison {
  readonly from: string;
  readonly to: string;
}

/** Longer patches are cut. */
const MAX_BYTES = 64 * 1_024 * 1_024;

/**
 * What `to` brings since it left `from`, as git prints it (`diff from...to`): everything, where
 * their histories never met. Stopping to read ends git.
 */
export async function* openPatch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { from, to }: Comparison,
): AsyncGenerator<Uint8Array> {
  const base = (await findMergeBase(ctx, repoId, { commits: [from, to] })) ?? EMPTY_TREE;
  const args = ["diff-tree", ...PATCH_SHAPE, "-p", "--end-of-options", base, Oid.parse(to)];
  let sent = 0;
  for await (const chunk of ctx.live.repositories.stream(repoId, { args, maxBytes: 2 * MAX_BYTES })) {
    yield chunk.subarray(0, MAX_BYTES - sent);
    sent += chunk.byteLength;
    if (sent >= MAX_BYTES) return;
  }
}
