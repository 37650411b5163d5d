import { dropStagedFiles } from "@/server/content";
import type { Ctx } from "@/server/kernel";
import { listBucketIds } from "./store";

const BATCH = 100;

/** Lets go what was sent to buckets and never became a file of one. Safe to run twice. */
export async function sweepBuckets(ctx: Ctx<"objects">, signal: AbortSignal): Promise<void> {
  let after: string | null = null;
  while (!signal.aborted) {
    const batch: readonly { id: string }[] = await listBucketIds(ctx.db, { after, limit: BATCH });
    await dropStagedFiles(
      ctx,
      batch.map(({ id }) => id),
    );
    after = batch.at(-1)?.id ?? null;
    if (after === null) return;
  }
}
