/** The page of a discussion, below that of its repository. */
export const discussionHref = (base: string, number: number, ...rest: readonly string[]): string =>
  [`${base}/discussions/${number}`, ...rest].join("/");

/** How operations name a repository: what islands are told about it. */
export interface RepoAt {
  readonly shelf: "models" | "datasets" | "spaces" | "codes";
  readonly namespace: string;
  readonly name: string;
}
