import { respondJson } from "../respond";
import { type RepoCall, repoOf } from "./call";

/** Nothing was scanned: what was not looked at is never called safe. */
export const SCAN_STATUS = { scansDone: false, filesWithIssues: [] };

/** `GET …/scan` */
export async function getScan(call: RepoCall): Promise<void> {
  await repoOf(call);
  respondJson(call, { status: 200, body: SCAN_STATUS });
}
