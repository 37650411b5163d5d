import type { MergeMethod } from "@/server/git/contract";

interface Merged {
  readonly number: number;
  readonly title: string;
}

/** First line of the commit that a merge makes, where nobody writes another; a rebase keeps those of its commits. */
export const mergeTitle = ({ number, title }: Merged, method: Exclude<MergeMethod, "rebase">): string =>
  method === "squash" ? `${title} (#${number})` : `Merge PR #${number}: ${title}`;
