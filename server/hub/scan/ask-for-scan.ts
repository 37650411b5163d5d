import { type Ctx, enqueue } from "@/server/kernel";
import { scanContent } from "../jobs";
import type { Handed } from "./refuse-unsafe";

/** So many contents are asked for by one call; whoever wants more comes again. */
const MOST_ASKED = 20;

/** Has contents looked at that somebody wants and nobody has seen, each once. `placeId` is where they may be read. */
export async function askForScan(ctx: Ctx, placeId: string, contents: readonly Handed[]): Promise<void> {
  for (const { oid, path = null } of contents.slice(0, MOST_ASKED)) {
    await enqueue(ctx, scanContent, { payload: { placeId, oid, path }, key: oid });
  }
}
