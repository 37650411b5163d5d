export const pullRefOf = (number: number): string => `refs/pr/${number}`;

/** What keeps commits of a fork alive until the pull request has them. */
export const keptRefOf = (number: number) => `refs/internal/pulls/${number}` as const;
