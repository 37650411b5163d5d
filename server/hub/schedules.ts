import { reconcileHeads, removeDeletedRepos, scanRepos, sweepBuckets, sweepDownloads, sweepProposals } from "./jobs";

const HOUR_MS = 3_600_000;

export const hubSchedules = [
  { everyMs: 6 * HOUR_MS, job: removeDeletedRepos, payload: {} },
  { everyMs: 6 * HOUR_MS, job: reconcileHeads, payload: {} },
  { everyMs: HOUR_MS, job: scanRepos, payload: {} },
  { everyMs: 6 * HOUR_MS, job: sweepBuckets, payload: {} },
  { everyMs: HOUR_MS, job: sweepDownloads, payload: {} },
  { everyMs: HOUR_MS, job: sweepProposals, payload: {} },
] as const;
