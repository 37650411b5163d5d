/** What lies here was brought for somebody to look at, and nobody has judged it: to a push it is as good as not there. */
const FOLDERS = ["refs/internal/pulls", "refs/internal/compare"] as const;

export type ForeignRef = `${(typeof FOLDERS)[number]}/${string}`;

/** For `git rev-list`, in front of `--all`. */
export const BUT_FOREIGN = FOLDERS.map((folder) => `--exclude=${folder}/*`);
