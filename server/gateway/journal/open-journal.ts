import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { closeLeasesOf } from "@/server/billing";
import type { Ctx } from "@/server/kernel";
import type { Settlement } from "../settlement";
import { beginEpoch, databaseId, historyOf } from "../store/nodes";
import { assertOwn, JournalRefused } from "./header";
import { readOrCreateNode, writeNode } from "./node-file";
import { type Survey, settlementsIn, surveyOf } from "./replay";
import { listSegments, readSegment, type SegmentFile } from "./segments";

const AT_ONCE = 1_000;

/**
 * Takes the folder of the journal for this process, and hands everything in it that the database may not have to the
 * database once more; resolves when all of that has been tried, and no budget is leased to a predecessor of whom
 * nothing is left to write. Before it no call may be admitted. Throws
 * `JournalRefused`, in words for the operator, for what another database or another node has written.
 */
export async function openJournal(ctx: Ctx<"traffic">): Promise<void> {
  const { folder, durability, lock } = ctx.live.traffic.journal;
  if (durability !== "wal" && !existsSync(folder)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const held = await lock(join(folder, "lock"));
  try {
    const files = listSegments(folder);
    const node = readOrCreateNode(ctx, folder, files.length === 0);
    const own = { database: await databaseId(ctx), node: node.id };
    const epochs = files.map((file) => examine(ctx, file, own));
    const history = await historyOf(ctx.db);
    // Restored, or failed over: what it took from here before may be gone.
    const isSetBack = node.history !== null && node.history !== history;
    const read = listSegments(folder).filter(({ isDone }) => isSetBack || !isDone);
    const survey = surveyOf({ files: read, all: isSetBack });
    const epoch = await beginEpoch(ctx, node.id, Math.max(0, ...epochs));
    ctx.live.traffic.journal.start({
      ...{ header: { ...own, epoch }, lock: held, waiting: survey.waiting },
      number: (files.at(-1)?.number ?? 0) + 1,
      older: read.filter(({ isDone }) => !isDone),
    });
    await settleAgain(ctx, { files: read, survey, isSetBack });
    if (ctx.live.traffic.settlements.unwritten() === 0) await closeLeasesOf(ctx, node.id);
    writeNode(folder, { id: node.id, history });
    ctx.live.traffic.journal.clean();
  } catch (error) {
    held.release();
    throw error;
  }
}

const withoutLeases = ({ usage, request }: Settlement): Settlement => ({
  request,
  usage: usage && { ...usage, reservation: undefined },
});

/** The epoch of a segment that may be read. One in which nothing came to the disk is removed. */
function examine(ctx: Ctx, { path }: SegmentFile, own: { readonly database: string; readonly node: string }): number {
  const { header, entries, gaps, tornBytes } = readSegment(path);
  if (gaps > 0) ctx.log.error({ path, gaps }, "The journal is damaged: records in the middle of a file are left out");
  if (tornBytes > 0) ctx.log.info({ path, tornBytes }, "The last write of a file of the journal is not whole");
  if (header) {
    assertOwn(path, header, own);
    return header.epoch;
  }
  if (entries.length > 0) throw new JournalRefused(`${path} does not say whose it is: its first record is damaged.`);
  rmSync(path);
  return 0;
}

interface Left {
  readonly files: readonly SegmentFile[];
  readonly survey: Survey;
  /** Then the database may have lost the leases that calls were held in, and accounts pay without them. */
  readonly isSetBack: boolean;
}

async function settleAgain(ctx: Ctx<"traffic">, { files, survey, isSetBack }: Left): Promise<void> {
  const { settlements } = ctx.live.traffic;
  const fates: Promise<void>[] = [];
  for (const settlement of settlementsIn(files, survey)) {
    fates.push(settlements.add(ctx, isSetBack ? withoutLeases(settlement) : settlement).attempted);
    if (fates.length >= AT_ONCE) await Promise.all(fates.splice(0));
  }
  await Promise.all(fates);
  if (survey.waiting.size === 0) return;
  const facts = { calls: survey.waiting.size, lost: survey.lost.length, unwritten: settlements.unwritten() };
  ctx.log.info(facts, "Calls of the journal were settled");
}
