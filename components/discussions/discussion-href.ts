/** The page of a discussion, below that of its repository. */
export const discussionHref = (base: string, number: number, ...rest: readonly string[]): string =>
  [`${base}/discussions/${number}`, ...rest].join("/");
