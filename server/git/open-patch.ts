import type { Ctx } from "@/server/kernel";
import { Oid } from "./contract";
import { inWalkTurn, laneOf } from "./in-turn";
import { findMergeBase } from "./merge-base";
import { EMPTY_TREE } from "./object-name";
import { PATCH_SHAPE } from "./patch-shape";
import { enterFor } from "./smart-http";

interface Comparison {
  readonly from: string;
  readonly to: string;
  /** Aborts when nobody reads any more. */
  readonly signal: AbortSignal;
}

/** Longer patches are cut. */
const MAX_BYTES = 64 * 1_024 * 1_024;
const BASE_MS = 15_000;
const PATCH_MS = 60_000;

/**
 * What `to` brings since it left `from`, as git prints it (`diff from...to`): everything, where their histories never
 * met. Stopping to read ends git. Throws `unavailable` (`git_timeout`, `git_busy`) before the first byte.
 */
export async function openPatch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { from, to, signal }: Comparison,
): Promise<AsyncIterable<Uint8Array>> {
  const commits = [from, to] as const;
  const base = await inWalkTurn(ctx, () => findMergeBase(ctx, repoId, { commits, timeoutMs: BASE_MS, signal }));
  const leave = await enterFor(ctx.live.repositories.patches, { signal, lane: laneOf(ctx) });
  return patch(ctx, repoId, { range: [base ?? EMPTY_TREE, Oid.parse(to)], signal, leave });
}

interface Patch {
  readonly range: readonly [string, string];
  readonly signal: AbortSignal;
  readonly leave: () => void;
}

async function* patch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { range, signal, leave }: Patch,
): AsyncGenerator<Uint8Array> {
  const args = ["diff-tree", ...PATCH_SHAPE, "-p", "--end-of-options", ...range];
  let sent = 0;
  try {
    for await (const chunk of ctx.live.repositories.stream(repoId, { args, signal, timeoutMs: PATCH_MS })) {
      yield chunk.subarray(0, MAX_BYTES - sent);
      sent += chunk.byteLength;
      if (sent >= MAX_BYTES) return;
    }
  } finally {
    leave();
  }
}
