import { evictRepos, startDueMirrors } from "./jobs";

export const mirrorSchedules = [
  { everyMs: 60_000, job: startDueMirrors, payload: {} },
  { everyMs: 10 * 60_000, job: evictRepos, payload: {} },
];
