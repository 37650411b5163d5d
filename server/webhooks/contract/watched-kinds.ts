/** What a webhook may watch: an account with all it owns, or one repository. */
export const WATCHED_KINDS = ["user", "org", "model", "dataset", "space", "code"] as const;
export type WatchedKind = (typeof WATCHED_KINDS)[number];
