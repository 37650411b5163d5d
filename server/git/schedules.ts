import { maintainRepositories, reconcileHeads } from "./jobs";

export const gitSchedules = [
  { everyMs: 15 * 60_000, job: reconcileHeads, payload: {} },
  { everyMs: 24 * 3_600_000, job: maintainRepositories, payload: {} },
] as const;
