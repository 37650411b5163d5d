/** What somebody who watches a repository is told: of commits and tags, or of tags alone. */
export const WATCH_LEVELS = ["all", "tags"] as const;
export type WatchLevel = (typeof WATCH_LEVELS)[number];
