import { type Ctx, enqueue } from "@/server/kernel";
import { verifyXetFile } from "../jobs";
import { listUnverified, removeUnlinkedFiles } from "../store/xet-files";
import { findKnownXorbs, forgetXorb, retireXorbs, takeXorbs } from "../store/xet-xorbs";
import { REMEMBERED_MS } from "./remembered";
import { TABLES_FOLDER, tableKey, XORBS_FOLDER, xorbKey } from "./xorb-key";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BATCH = 500;

/**
 * First xorbs are no longer told to clients; a day later, when still no file uses them, their bytes go. Safe to run
 * twice, at the same time and to be killed anywhere.
 */
export async function collectXorbs(ctx: Ctx<"objects">, signal: AbortSignal): Promise<void> {
  const ago = (ms: number) => new Date(ctx.now().getTime() - ms);
  for (const { hash } of await listUnverified(ctx.db, ago(HOUR_MS), BATCH)) {
    await enqueue(ctx, verifyXetFile, { payload: { fileHash: hash }, key: hash });
  }
  const files = await removeUnlinkedFiles(ctx.db, ago(DAY_MS));
  const retired = await retireXorbs(ctx, ago(REMEMBERED_MS));
  let removed = 0;
  while (!signal.aborted) {
    const taken = await takeXorbs(ctx, { retiredBefore: ago(DAY_MS), begunBefore: ago(DAY_MS) });
    for (const hash of taken) {
      await ctx.ports.objects.remove(xorbKey(hash));
      await ctx.ports.objects.remove(tableKey(hash));
      await forgetXorb(ctx.db, hash);
    }
    removed += taken.length;
    if (taken.length === 0) break;
  }
  for (const folder of [XORBS_FOLDER, TABLES_FOLDER]) await removeUnknown(ctx, folder, { before: ago(DAY_MS), signal });
  if (files + retired + removed > 0) ctx.log.info({ files, retired, removed }, "collected what Xet files left behind");
}

/** Bytes without a row: they came back with a backup, or their row was lost. */
async function removeUnknown(
  ctx: Ctx<"objects">,
  folder: string,
  { before, signal }: { readonly before: Date; readonly signal: AbortSignal },
) {
  let batch: string[] = [];
  const hashIn = (key: string) => key.slice(key.lastIndexOf("/") + 1);
  const removeBatch = async () => {
    const known = await findKnownXorbs(ctx.db, batch.map(hashIn));
    for (const key of batch) if (!known.has(hashIn(key))) await ctx.ports.objects.remove(key);
    batch = [];
  };
  for await (const { key, modifiedAt } of ctx.ports.objects.list(folder)) {
    if (signal.aborted) return;
    if (modifiedAt < before) batch.push(key);
    if (batch.length >= BATCH) await removeBatch();
  }
  await removeBatch();
}
