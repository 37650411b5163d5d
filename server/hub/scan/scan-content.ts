import type { z } from "zod";
import { findObjects } from "@/server/content";
import { openBlob } from "@/server/git";
import type { scanContent } from "../jobs";
import { lookInto, lostAsNull, type Reads } from "./look-into";
import { findFileScans, putFileScan } from "./store";
import { isEnough, isLargeFile, SCANNER_VERSION } from "./verdict";

/** For whoever does not say what a file is called: nothing that can run is left out. */
const ANY_NAME = "file.bin";

/** Looks into one content, unless somebody did. Safe to run twice. */
export async function scanContentNow(
  ctx: Reads,
  { placeId, oid, path }: z.output<typeof scanContent.payload>,
  signal: AbortSignal,
): Promise<void> {
  const name = path ?? ANY_NAME;
  const row = (await findFileScans(ctx, [oid])).get(oid);
  if (row?.version === SCANNER_VERSION && isEnough(row.format, name)) return;
  const size = isLargeFile(oid) ? await sizeOfObject(ctx, placeId, oid) : await sizeOfBlob(ctx, placeId, oid);
  if (size === null) return;
  const report = await lookInto(ctx, { placeId, oid, size, path: name }, signal).catch(lostAsNull);
  if (report !== null) await putFileScan(ctx, { oid, version: SCANNER_VERSION, report });
}

const sizeOfObject = async (ctx: Reads, repoId: string, oid: string) =>
  (await findObjects(ctx, { repoId, oids: [oid] })).get(oid) ?? null;

const sizeOfBlob = async (ctx: Reads, repoId: string, oid: string) =>
  (await openBlob(ctx, repoId, oid).catch(lostAsNull))?.size ?? null;
